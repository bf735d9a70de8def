namespace MtlDsl;

/// <summary>
/// Detection in the manner of SSD (Liu et al., 2016): 3x3 predictors of class scores and box offsets on each
/// <see cref="DetectAtAttribute"/>. The property's type is <see cref="DetectionHead{TClass}"/>.
/// </summary>
public sealed class SsdHeadAttribute : HeadAttribute;
