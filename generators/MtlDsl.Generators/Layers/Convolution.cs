using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>What [Conv] and [DepthwiseConv] have in common.</summary>
internal sealed record Convolution(
    int Kernel, int Stride, int Padding, int Dilation, bool Bias, Normalization Norm, ActivationKind Activation)
{
    public static Convolution Read(AttributeReader attribute)
    {
        var norm = Normalization.Read(attribute);
        return new(
            attribute.Int("Kernel", 3),
            attribute.Int("Stride", 1),
            attribute.Int("Padding", -1),
            attribute.Int("Dilation", 1),
            attribute.Bool("Bias", norm.Kind == NormKind.None),
            norm,
            attribute.Enum("Activation", ActivationKind.ReLU));
    }

    /// <summary>The convolution with its normalisation and activation.</summary>
    public Component Build(int inputs, int outputs, int groups, NormSettings norms)
    {
        var padding = Padding >= 0 ? Padding : Dilation * (Kernel - 1) / 2;
        var components = new List<Component> { new Conv2d(inputs, outputs, Kernel, Stride, padding, Dilation, groups, Bias) };
        if (Norm.Of(outputs, norms) is { } norm)
            components.Add(norm);
        if (Activate.Of(Activation) is { } activation)
            components.Add(activation);
        return Chain.Numbered(components);
    }

    public Fault? Check(int outputs) =>
        Fault.Positive(("Kernel", Kernel), ("Stride", Stride), ("Dilation", Dilation))
        ?? Fault.Padding(Padding)
        ?? Norm.Check(outputs);
}
