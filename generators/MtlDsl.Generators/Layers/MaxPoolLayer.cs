using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[MaxPool].</summary>
internal sealed record MaxPoolLayer(Place Place, int Kernel, int Stride, int Padding, bool Ceil) : Layer(Place)
{
    public static MaxPoolLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute), attribute.Int("kernel"), attribute.Int("Stride", 1), attribute.Int("Padding", -1), attribute.Bool("Ceil", false));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [new MaxPool2d(Kernel, Stride, Padding >= 0 ? Padding : (Kernel - 1) / 2, Ceil)];

    public override Fault? Check(Shape input) => Fault.Positive(("kernel", Kernel), ("Stride", Stride)) ?? Fault.Padding(Padding, Kernel / 2);
}
