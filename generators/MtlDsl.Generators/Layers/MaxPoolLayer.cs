using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[MaxPool].</summary>
internal sealed record MaxPoolLayer(Origin Origin, int Kernel, int Stride, int Padding) : Layer(Origin)
{
    public static MaxPoolLayer Read(AttributeReader attribute) => new(
        attribute.Origin, attribute.Int("kernel"), attribute.Int("Stride", 1), attribute.Int("Padding", -1));

    public override IEnumerable<Component> Build(int inputs) => [new MaxPool2d(Kernel, Stride, Padding >= 0 ? Padding : (Kernel - 1) / 2)];

    public override Fault? Check(int inputs) =>
        Fault.Positive(("kernel", Kernel), ("Stride", Stride)) ?? (Padding > Kernel / 2 ? new("Padding", Padding, "at most half the kernel") : null);
}
