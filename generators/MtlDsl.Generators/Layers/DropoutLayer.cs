using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Dropout].</summary>
internal sealed record DropoutLayer(Place Place, double Rate) : Layer(Place)
{
    public static DropoutLayer Read(AttributeReader attribute) => new(Place.Of(attribute), attribute.Double("rate"));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new Dropout(Rate)];

    public override Fault? Check(Shape input) => Fault.Outside("rate", Rate, Rate is >= 0 and < 1, "0 or more and less than 1");
}
