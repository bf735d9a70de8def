using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[SqueezeExcitation].</summary>
internal sealed record SqueezeExcitationLayer(Place Place, Squeeze Squeeze) : Layer(Place)
{
    public static SqueezeExcitationLayer Read(AttributeReader attribute) =>
        new(Place.Of(attribute), Squeeze.Read(attribute, "squeeze", "Activation", ActivationKind.Sigmoid));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) => [Squeeze.Build(input.Channels, Squeeze.Channels)];

    public override Fault? Check(Shape input) => Fault.Positive(("squeeze", Squeeze.Channels)) ?? Squeeze.CheckGate();
}
