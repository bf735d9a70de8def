namespace MtlDsl;

/// <summary>
/// Classification of the whole image, as ResNet does it (He et al., 2016): the mean of the tap over all places, dropout, and one linear
/// layer. The output is N x classes, class scores before the softmax. The property's type is <see cref="ClassificationHead{TClass}"/>.
/// </summary>
/// <param name="tap">The stage that is classified.</param>
public sealed class ClassifierHeadAttribute(object tap) : HeadAttribute
{
    /// <summary>The stage that is classified.</summary>
    public object Tap { get; } = tap;

    /// <summary>
    /// The share of the pooled values that is set to zero while training, the others scaled up to make up for it (Srivastava et al., 2014);
    /// 0 if not given, which drops none.
    /// </summary>
    public double Dropout { get; set; }
}
