using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Bottleneck]: parameters are named as in torchvision's <c>Bottleneck</c>.</summary>
internal sealed record BottleneckLayer(Origin Origin, int Width, int Outputs, int Blocks, int Stride, bool StrideOnReduction) : Layer(Origin)
{
    public static BottleneckLayer Read(AttributeReader attribute) => new(
        attribute.Origin,
        attribute.Int("Width"),
        attribute.Int("Outputs", 4 * attribute.Int("Width")),
        attribute.Int("Blocks", 1),
        attribute.Int("Stride", 1),
        attribute.EnumName("StrideOn", "Spatial") == "Reduction");

    public override bool IsBlocks => true;

    public override IEnumerable<Component> Build(int inputs)
    {
        for (var i = 0; i < Blocks; i++)
        {
            yield return Block(inputs, i == 0 ? Stride : 1);
            inputs = Outputs;
        }
    }

    public override Fault? Check(int inputs) =>
        Fault.Positive(("Width", Width), ("Outputs", Outputs), ("Blocks", Blocks), ("Stride", Stride));

    private ResidualBlock Block(int inputCount, int strideCount)
    {
        var projected = inputCount != Outputs || strideCount != 1;
        var (inputs, width) = (new BlockArgument("inputs", inputCount), new BlockArgument("width", Width));
        var (outputs, stride) = (new BlockArgument("outputs", Outputs), new BlockArgument("stride", strideCount));
        Dim first = projected ? inputs.Dim : outputs.Dim;
        Dim? step = projected ? stride.Dim : null;
        return new(
            !projected ? "Bottleneck" : StrideOnReduction ? "ProjectedBottleneckV1" : "ProjectedBottleneck",
            $"1x1, 3x3 and 1x1 convolutions and {Residual.Describe(projected)}{(!projected ? "" : StrideOnReduction ? "; the first convolution carries the stride" : "; the 3x3 convolution carries the stride")}.",
            (projected ? new[] { inputs, width, outputs, stride } : [width, outputs]).ToEquatableArray(),
            new Child[]
            {
                new("conv1", new Conv2d(first, width.Dim, 1, StrideOnReduction ? step : null)),
                new("bn1", new BatchNorm2d(width.Dim)),
                new(null, new Rectifier(false)),
                new("conv2", new Conv2d(width.Dim, width.Dim, 3, StrideOnReduction ? null : step)),
                new("bn2", new BatchNorm2d(width.Dim)),
                new(null, new Rectifier(false)),
                new("conv3", new Conv2d(width.Dim, outputs.Dim, 1)),
                new("bn3", new BatchNorm2d(outputs.Dim)),
            }.ToEquatableArray(),
            projected ? Shortcut.Projection : Shortcut.Identity,
            projected ? Residual.Projection(inputs.Dim, outputs.Dim, stride.Dim) : null,
            new Rectifier(false));
    }
}
