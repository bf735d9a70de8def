namespace MtlDsl;

/// <summary>
/// An embedding of the whole image, by which images of the same thing are found: the mean of the tap over all places, one linear layer,
/// brought to unit length (as in FaceNet, Schroff et al., 2015). The output is N x size; the nearer two vectors, the more alike are their
/// images. The property's type is <see cref="EmbeddingHead"/>.
/// </summary>
/// <param name="tap">The stage that is embedded.</param>
public sealed class VectorHeadAttribute(object tap) : HeadAttribute
{
    /// <summary>The stage that is embedded.</summary>
    public object Tap { get; } = tap;

    /// <summary>Length of the vector; 128 if not given.</summary>
    public int Size { get; set; } = 128;
}
