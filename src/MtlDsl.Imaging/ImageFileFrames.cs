using MtlDsl.Vision;

namespace MtlDsl.Imaging;

/// <summary>Image files one after the other. One that cannot be read is a broken frame, and those after it come.</summary>
/// <param name="paths">The files.</param>
public sealed class ImageFileFrames(IReadOnlyList<string> paths) : IFrameSource
{
    private int index = -1;

    /// <inheritdoc/>
    /// <exception cref="ImageException">The file is missing, is no image, is truncated or damaged.</exception>
    public ImageView Current => ImageFile.Read(paths[index]);

    /// <inheritdoc/>
    public bool MoveNext() => ++index < paths.Count;
}
