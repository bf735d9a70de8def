namespace MtlDsl;

/// <summary>Batch normalisation by itself: for where no convolution stands before it.</summary>
public sealed class BatchNormAttribute : LayerAttribute;
