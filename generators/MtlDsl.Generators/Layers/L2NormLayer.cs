using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[L2Norm].</summary>
internal sealed record L2NormLayer(Place Place, double Scale) : Layer(Place)
{
    public static L2NormLayer Read(AttributeReader attribute) => new(Place.Of(attribute), attribute.Double("scale"));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new L2Norm(input.Channels, Scale)];

    public override Fault? Check(Shape input) => Fault.Outside("scale", Scale, Scale > 0 && Scale <= float.MaxValue, "more than 0");
}
