namespace MtlDsl;

/// <summary>Group normalisation by itself (Wu and He, 2018).</summary>
/// <param name="groups">Groups of channels that are normalised together.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>Groups of channels that are normalised together.</summary>
    public int Groups { get; } = groups;
}
