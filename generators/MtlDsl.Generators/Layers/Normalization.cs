using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>What follows a convolution; the names are those of MtlDsl.Norm.</summary>
internal enum NormKind
{
    Batch,
    Group,
    None,
}

/// <summary>The normalisation that a layer's convolutions are followed by.</summary>
internal sealed record Normalization(NormKind Kind, int Groups)
{
    public static Normalization Read(AttributeReader attribute) => new(attribute.Enum("Norm", NormKind.Batch), attribute.Int("NormGroups", 32));

    /// <summary>The norm of so many channels; null for none.</summary>
    public Component? Of(Dim channels, NormSettings settings) => Kind switch
    {
        NormKind.Batch => new BatchNorm2d(channels, settings),
        NormKind.Group => new GroupNorm(Groups, channels, settings),
        _ => null,
    };

    public Fault? Check(int channels) =>
        Kind == NormKind.Group ? Fault.Groups("NormGroups", Groups, $"the {Text.Number(channels)} channels", channels) : null;

    /// <summary>The same for a block, whose sums grow without a norm.</summary>
    public Fault? CheckBlock(params int[] channels)
    {
        if (Kind == NormKind.None)
            return Fault.OfArgument("Norm", nameof(NormKind.None), "Batch or Group");
        foreach (var count in channels)
            if (Check(count) is { } fault)
                return fault;
        return null;
    }
}
