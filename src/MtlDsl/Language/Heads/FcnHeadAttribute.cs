namespace MtlDsl;

/// <summary>
/// Segmentation in the manner of a fully convolutional network (Long et al., 2015): 1x1 class scores on the tap, enlarged and added to
/// those on each skip, enlarged to the image. The output is N x classes x height x width of the input, class scores before the softmax.
/// The property's type is <see cref="SegmentationHead{TClass}"/>.
/// </summary>
/// <param name="tap">The coarsest stage that is scored.</param>
public sealed class FcnHeadAttribute(object tap) : HeadAttribute
{
    /// <summary>The coarsest stage that is scored.</summary>
    public object Tap { get; } = tap;

    /// <summary>Finer stages whose scores are added, coarsest first.</summary>
    public object[] Skip { get; set; } = [];

    /// <summary>How scores are enlarged; bilinear if not given.</summary>
    public Upsampling Upsampling { get; set; }
}
