using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Upsample].</summary>
internal sealed record UpsampleLayer(Place Place, int Factor, Upsampling Mode) : Layer(Place)
{
    private const int LargestFactor = 64;

    public static UpsampleLayer Read(AttributeReader attribute) =>
        new(Place.Of(attribute), attribute.Int("factor"), attribute.Enum("Mode", Upsampling.Bilinear));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [Enlargement.Of(Mode, input, Factor * input.Height, Factor * input.Width)];

    public override Fault? Check(Shape input) =>
        Factor is < 2 or > LargestFactor ? Fault.OfArgument("factor", Factor, $"2 to {Text.Number(LargestFactor)}") : null;
}
