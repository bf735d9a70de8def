using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[GlobalAveragePool].</summary>
internal sealed record GlobalAveragePoolLayer(Origin Origin) : Layer(Origin)
{
    public static GlobalAveragePoolLayer Read(AttributeReader attribute) => new(attribute.Origin);

    public override IEnumerable<Component> Build(int inputs) => [new GlobalAveragePool()];
}
