using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[GroupNorm].</summary>
internal sealed record GroupNormLayer(Place Place, int Groups) : Layer(Place)
{
    public static GroupNormLayer Read(AttributeReader attribute) => new(Place.Of(attribute), attribute.Int("groups"));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new GroupNorm(Groups, input.Channels, norms)];

    public override Fault? Check(Shape input) => Fault.Groups("groups", Groups, $"the {Text.Number(input.Channels)} channels", input.Channels);
}
