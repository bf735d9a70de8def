using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>What follows a convolution.</summary>
internal enum NormKind
{
    Batch,
    Group,
    None,
}

/// <summary>What [Conv] and [DepthwiseConv] have in common.</summary>
internal sealed record Convolution(
    int Kernel, int Stride, int Padding, int Dilation, bool Bias, NormKind Norm, int NormGroups, ActivationKind Activation)
{
    public static Convolution Read(AttributeReader attribute)
    {
        var norm = attribute.Enum("Norm", NormKind.Batch);
        return new(
            attribute.Int("Kernel", 3),
            attribute.Int("Stride", 1),
            attribute.Int("Padding", -1),
            attribute.Int("Dilation", 1),
            attribute.Bool("Bias", norm == NormKind.None),
            norm,
            attribute.Int("NormGroups", 32),
            attribute.Enum("Activation", ActivationKind.ReLU));
    }

    /// <summary>The convolution with its normalisation and activation.</summary>
    public Component Build(int inputs, int outputs, int groups, NormSettings norms)
    {
        var padding = Padding >= 0 ? Padding : Dilation * (Kernel - 1) / 2;
        var components = new List<Component> { new Conv2d(inputs, outputs, Kernel, Stride, padding, Dilation, groups, Bias) };
        if (Norm == NormKind.Batch)
            components.Add(new BatchNorm2d(outputs, norms));
        else if (Norm == NormKind.Group)
            components.Add(new GroupNorm(NormGroups, outputs, norms));
        if (Activate.Of(Activation) is { } activation)
            components.Add(activation);
        return Chain.Numbered(components);
    }

    public Fault? Check(int outputs) =>
        Fault.Positive(("Kernel", Kernel), ("Stride", Stride), ("Dilation", Dilation))
        ?? Fault.Padding(Padding)
        ?? (Norm == NormKind.Group ? Fault.Groups("NormGroups", NormGroups, $"the {Text.Number(outputs)} channels", outputs) : null);
}
