using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[BatchNorm].</summary>
internal sealed record BatchNormLayer(Place Place) : Layer(Place)
{
    public static BatchNormLayer Read(AttributeReader attribute) => new(Place.Of(attribute));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new BatchNorm2d(input.Channels, norms)];
}
