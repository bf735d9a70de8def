namespace MtlDsl;

/// <summary>Mean over the whole map: a map of one cell.</summary>
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
