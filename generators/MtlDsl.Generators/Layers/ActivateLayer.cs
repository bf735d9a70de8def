using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Activate]. Not in place: a head may read the map before it.</summary>
internal sealed record ActivateLayer(Place Place, ActivationKind Kind) : Layer(Place)
{
    public static ActivateLayer Read(AttributeReader attribute) => new(Place.Of(attribute), attribute.Enum("activation", ActivationKind.None));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [new Activate(Kind, InPlace: false)];

    public override Fault? Check(Shape input) =>
        Kind == ActivationKind.None ? Fault.OfArgument("activation", "None", "an activation that does something") : null;
}
