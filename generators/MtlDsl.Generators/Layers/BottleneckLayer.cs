using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>Which convolution carries the stride; the names are those of MtlDsl.StridePlacement.</summary>
internal enum StridePlacement
{
    Spatial,
    Reduction,
}

/// <summary>[Bottleneck]: parameters are named as in torchvision's <c>Bottleneck</c>.</summary>
internal sealed record BottleneckLayer(
    Place Place, int Width, int Outputs, int Groups, int Blocks, int Stride, StridePlacement StrideOn, Normalization Norm,
    ActivationKind Activation) : Layer(Place)
{
    public static BottleneckLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute),
        attribute.Int("Width"),
        attribute.Int("Outputs", 4 * attribute.Int("Width")),
        attribute.Int("Groups", 1),
        attribute.Int("Blocks", 1),
        attribute.Int("Stride", 1),
        attribute.Enum("StrideOn", StridePlacement.Spatial),
        Normalization.Read(attribute),
        attribute.Enum("Activation", ActivationKind.ReLU));

    public override bool IsBlocks => true;

    public override string ChannelsArgument => "Outputs";

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var inputs = input.Channels;
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1, norms);
            inputs = Outputs;
        }
    }

    public override Fault? Check(Shape input) =>
        Fault.Positive(("Width", Width), ("Outputs", Outputs), ("Blocks", Blocks), ("Stride", Stride))
        ?? Fault.Groups("Groups", Groups, $"the width of {Text.Number(Width)}", Width)
        ?? Norm.CheckBlock(Width, Outputs);

    private ResidualBlock Block(int inputCount, int strideCount, NormSettings norms)
    {
        var (projected, grouped) = (inputCount != Outputs || strideCount != 1, Groups != 1);
        var (inputs, width, groups) = (new BlockArgument("inputs", inputCount), new BlockArgument("width", Width), new BlockArgument("groups", Groups));
        var (outputs, stride) = (new BlockArgument("outputs", Outputs), new BlockArgument("stride", strideCount));
        Dim? Step(StridePlacement place) => projected && place == StrideOn ? stride.Dim : null;
        var onReduction = projected && StrideOn == StridePlacement.Reduction;

        var main = new List<Child>
        {
            new("conv1", new Conv2d(projected ? inputs.Dim : outputs.Dim, width.Dim, 1, Step(StridePlacement.Reduction))),
            new("bn1", Norm.Of(width.Dim, norms)!),
        };
        main.AddActivation(Activation);
        main.Add(new("conv2", new Conv2d(width.Dim, width.Dim, 3, Step(StridePlacement.Spatial), grouped ? groups.Dim : null)));
        main.Add(new("bn2", Norm.Of(width.Dim, norms)!));
        main.AddActivation(Activation);
        main.Add(new("conv3", new Conv2d(width.Dim, outputs.Dim, 1)));
        main.Add(new("bn3", Norm.Of(outputs.Dim, norms)!));

        IEnumerable<BlockArgument> arguments = projected ? [inputs, width, outputs, stride] : [width, outputs];
        return new(
            (projected ? "Projected" : "") + (grouped ? "Grouped" : "") + "Bottleneck" + (onReduction ? "V1" : ""),
            $"1x1, {(grouped ? "grouped " : "")}3x3 and 1x1 convolutions and {Residual.Describe(projected)}{(!projected ? "" : onReduction ? "; the first convolution carries the stride" : "; the 3x3 convolution carries the stride")}.",
            (grouped ? arguments.Append(groups) : arguments).ToEquatableArray(),
            main.ToEquatableArray(),
            projected ? Shortcut.Projection : Shortcut.Identity,
            projected ? Residual.Projection(inputs.Dim, outputs.Dim, stride.Dim, Norm.Of(outputs.Dim, norms)!) : null,
            Activate.Of(Activation));
    }
}
