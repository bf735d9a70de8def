using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[BasicBlock]: parameters are named as in torchvision's <c>BasicBlock</c>.</summary>
internal sealed record BasicBlockLayer(Place Place, int Width, int Blocks, int Stride, Normalization Norm, ActivationKind Activation) : Layer(Place)
{
    public static BasicBlockLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute),
        attribute.Int("Width"),
        attribute.Int("Blocks", 1),
        attribute.Int("Stride", 1),
        Normalization.Read(attribute),
        attribute.Enum("Activation", ActivationKind.ReLU));

    public override bool IsBlocks => true;

    public override string ChannelsArgument => "Width";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var inputs = input.Channels;
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1, norms);
            inputs = Width;
        }
    }

    public override Fault? Check(Shape input) => Fault.Positive(("Width", Width), ("Blocks", Blocks), ("Stride", Stride)) ?? Norm.CheckBlock(Width);

    private ResidualBlock Block(int inputCount, int strideCount, NormSettings norms)
    {
        var projected = inputCount != Width || strideCount != 1;
        var (inputs, width, stride) = (new BlockArgument("inputs", inputCount), new BlockArgument("width", Width), new BlockArgument("stride", strideCount));
        var main = new List<Child>
        {
            new("conv1", new Conv2d(projected ? inputs.Dim : width.Dim, width.Dim, 3, projected ? stride.Dim : null)),
            new("bn1", Norm.Of(width.Dim, norms)!),
        };
        main.AddActivation(Activation);
        main.Add(new("conv2", new Conv2d(width.Dim, width.Dim, 3)));
        main.Add(new("bn2", Norm.Of(width.Dim, norms)!));
        return new(
            projected ? "ProjectedBasicBlock" : "BasicBlock",
            $"Two 3x3 convolutions and {Residual.Describe(projected)}.",
            (projected ? new[] { inputs, width, stride } : [width]).ToEquatableArray(),
            main.ToEquatableArray(),
            projected ? Shortcut.Projection : Shortcut.Identity,
            projected ? Residual.Projection(inputs.Dim, width.Dim, stride.Dim, Norm.Of(width.Dim, norms)!) : null,
            Activate.Of(Activation));
    }
}
