using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>[Conv]: a convolution with its normalisation and activation.</summary>
internal sealed record ConvLayer(
    Origin Origin, int Channels, int Kernel, int Stride, int Padding, int Dilation, int Groups, bool Norm, Component? Activation) : Layer(Origin)
{
    public static ConvLayer Read(AttributeReader attribute) => new(
        attribute.Origin,
        attribute.Int("channels"),
        attribute.Int("Kernel", 3),
        attribute.Int("Stride", 1),
        attribute.Int("Padding", -1),
        attribute.Int("Dilation", 1),
        attribute.Int("Groups", 1),
        attribute.EnumName("Norm", "Batch") == "Batch",
        attribute.EnumName("Activation", "ReLU") switch
        {
            "ReLU" => new Rectifier(false),
            "ReLU6" => new Rectifier(true),
            _ => null,
        });

    public override IEnumerable<Component> Build(int inputs)
    {
        var padding = Padding >= 0 ? Padding : Dilation * (Kernel - 1) / 2;
        var components = new List<Component> { new Conv2d(inputs, Channels, Kernel, Stride, padding, Dilation, Groups, Bias: !Norm) };
        if (Norm)
            components.Add(new BatchNorm2d(Channels));
        if (Activation is not null)
            components.Add(Activation);
        return [Chain.Numbered(components)];
    }

    public override Fault? Check(int inputs) =>
        Fault.Positive(("channels", Channels), ("Kernel", Kernel), ("Stride", Stride), ("Dilation", Dilation), ("Groups", Groups))
        ?? (inputs % Groups != 0 || Channels % Groups != 0
            ? new("Groups", Groups, $"a divisor of the {Text.Number(inputs)} input and the {Text.Number(Channels)} output channels")
            : null);
}
