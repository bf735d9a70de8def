namespace MtlDsl;

/// <summary>One part of a network: the trunk, or a head with all that it owns.</summary>
/// <param name="Name">"Trunk" or the name of a head.</param>
/// <param name="Cost">What the part costs.</param>
public sealed record PartInfo(string Name, Cost Cost);
