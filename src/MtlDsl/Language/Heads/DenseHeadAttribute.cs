namespace MtlDsl;

/// <summary>
/// Regression of values for every pixel: height, depth, saliency. Built as <see cref="FcnHeadAttribute"/> is (Long et al., 2015), with
/// values instead of class scores: 1x1 convolutions on the tap, enlarged and added to those on each skip, enlarged to the image. The
/// output is N x channels x height x width of the input, in the unit of the labels; nothing bounds it. The property's type is
/// <see cref="RegressionHead"/>.
/// </summary>
/// <param name="tap">The coarsest stage that values are computed on.</param>
public sealed class DenseHeadAttribute(object tap) : HeadAttribute
{
    /// <summary>The coarsest stage that values are computed on.</summary>
    public object Tap { get; } = tap;

    /// <summary>Finer stages whose values are added, coarsest first.</summary>
    public object[] Skip { get; set; } = [];

    /// <summary>Values a pixel; 1 if not given.</summary>
    public int Channels { get; set; } = 1;

    /// <summary>How values are enlarged; bilinear if not given.</summary>
    public Upsampling Upsampling { get; set; }
}
