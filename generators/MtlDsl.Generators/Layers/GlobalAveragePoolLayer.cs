using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[GlobalAveragePool].</summary>
internal sealed record GlobalAveragePoolLayer(Place Place) : Layer(Place)
{
    public static GlobalAveragePoolLayer Read(AttributeReader attribute) => new(Place.Of(attribute));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new GlobalAveragePool()];
}
