namespace MtlDsl;

/// <summary>
/// Focal loss (Lin et al., 2017) in its softmax form, for a segmentation or a classification head:
/// <c>-alpha (1 - p)^gamma log p</c>, where p is the softmax probability of the true class; the mean over what is labelled. What is
/// classified well already counts for little, so a frequent, easy class does not drown a rare one. The paper takes a sigmoid a class and
/// sums; for two classes, with the scores 0 and x, this loss is the paper's for the score x.
/// </summary>
public sealed class FocalLossAttribute : LossAttribute
{
    /// <summary>How much less the well classified counts: 0 is plain cross-entropy; 2 if not given.</summary>
    public double Gamma { get; set; } = 2;

    /// <summary>
    /// Weight of every class but the first, which weighs 1 - alpha: the first class is the background. 0 if not given, which weighs all
    /// classes alike.
    /// </summary>
    public double Alpha { get; set; }

    /// <summary>The label of pixels that take no part; 255 if not given. An image without a label takes no part either.</summary>
    public int IgnoreLabel { get; set; } = 255;
}
