using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[AdaptiveAveragePool].</summary>
internal sealed record AdaptiveAveragePoolLayer(Place Place, int Height, int Width) : Layer(Place)
{
    public static AdaptiveAveragePoolLayer Read(AttributeReader attribute) =>
        new(Place.Of(attribute), attribute.Int("height"), attribute.Int("width"));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new AdaptiveAveragePool2d(Height, Width)];

    public override Fault? Check(Shape input) => Fault.Positive(("height", Height), ("width", Width));
}
