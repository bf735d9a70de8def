using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>What cannot be opened, as one broken frame: the sources after it go on.</summary>
/// <param name="error">Why it cannot.</param>
internal sealed class BrokenFrame(ImageException error) : IFrameSource
{
    private bool isGiven;

    public ImageView Current => throw error;

    public bool MoveNext() => !isGiven && (isGiven = true);
}
