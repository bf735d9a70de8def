using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[AveragePool].</summary>
internal sealed record AveragePoolLayer(Place Place, int Kernel, int Stride, int Padding) : Layer(Place)
{
    public static AveragePoolLayer Read(AttributeReader attribute) => new(
        Place.Of(attribute), attribute.Int("kernel"), attribute.Int("Stride", 1), attribute.Int("Padding", -1));

    public override IEnumerable<Component> Build(Shape input, NormSettings norms) =>
        [new AveragePool2d(Kernel, Stride, Padding >= 0 ? Padding : (Kernel - 1) / 2)];

    public override Fault? Check(Shape input) => Fault.Positive(("kernel", Kernel), ("Stride", Stride)) ?? Fault.Padding(Padding, Kernel / 2);
}
