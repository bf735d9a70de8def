using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[BasicBlock]: parameters are named as in torchvision's <c>BasicBlock</c>.</summary>
internal sealed record BasicBlockLayer(Origin Origin, int Width, int Blocks, int Stride) : Layer(Origin)
{
    public static BasicBlockLayer Read(AttributeReader attribute) => new(
        attribute.Origin, attribute.Int("Width"), attribute.Int("Blocks", 1), attribute.Int("Stride", 1));

    public override bool IsBlocks => true;

    public override IEnumerable<Component> Build(int inputs)
    {
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1);
            inputs = Width;
        }
    }

    public override Fault? Check(int inputs) => Fault.Positive(("Width", Width), ("Blocks", Blocks), ("Stride", Stride));

    private ResidualBlock Block(int inputCount, int strideCount)
    {
        var projected = inputCount != Width || strideCount != 1;
        var (inputs, width, stride) = (new BlockArgument("inputs", inputCount), new BlockArgument("width", Width), new BlockArgument("stride", strideCount));
        Dim first = projected ? inputs.Dim : width.Dim;
        Dim? step = projected ? stride.Dim : null;
        return new(
            projected ? "ProjectedBasicBlock" : "BasicBlock",
            $"Two 3x3 convolutions and {Residual.Describe(projected)}.",
            (projected ? new[] { inputs, width, stride } : [width]).ToEquatableArray(),
            new Child[]
            {
                new("conv1", new Conv2d(first, width.Dim, 3, step)),
                new("bn1", new BatchNorm2d(width.Dim)),
                new(null, new Rectifier(false)),
                new("conv2", new Conv2d(width.Dim, width.Dim, 3)),
                new("bn2", new BatchNorm2d(width.Dim)),
            }.ToEquatableArray(),
            projected ? Shortcut.Projection : Shortcut.Identity,
            projected ? Residual.Projection(inputs.Dim, width.Dim, stride.Dim) : null,
            new Rectifier(false));
    }
}
