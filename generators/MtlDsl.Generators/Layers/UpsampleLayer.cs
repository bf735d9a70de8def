using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>How a map is enlarged; the names are those of MtlDsl.Upsampling.</summary>
internal enum UpsamplingKind
{
    Bilinear,
    Transposed,
    Learnt,
}

/// <summary>[Upsample].</summary>
internal sealed record UpsampleLayer(Place Place, int Factor, UpsamplingKind Mode) : Layer(Place)
{
    private const int LargestFactor = 64;

    public static UpsampleLayer Read(AttributeReader attribute) =>
        new(Place.Of(attribute), attribute.Int("factor"), attribute.Enum("Mode", UpsamplingKind.Bilinear));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms)
    {
        var (height, width) = (Factor * input.Height, Factor * input.Width);
        return [Mode == UpsamplingKind.Bilinear
            ? new Resize(height, width)
            : new TransposedUpsample(input.Channels, Factor, height, width, Learnt: Mode == UpsamplingKind.Learnt)];
    }

    public override Obstacle? Obstacle(ExportLimits limits) => Mode == UpsamplingKind.Bilinear && !limits.HalfPixelResize
        ? new("bilinear Resize about cell centres", "give [Upsample] Mode = Upsampling.Transposed")
        : null;

    public override Fault? Check(Shape input) =>
        Factor is < 2 or > LargestFactor ? Fault.OfArgument("factor", Factor, $"2 to {Text.Number(LargestFactor)}") : null;
}
