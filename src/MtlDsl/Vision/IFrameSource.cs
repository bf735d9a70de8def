namespace MtlDsl.Vision;

/// <summary>Images one after the other: a camera, a video, the files of a folder.</summary>
public interface IFrameSource
{
    /// <summary>Moves to the next frame, waiting for it where it is not there yet.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="Exception">The source itself is broken: no further frame comes.</exception>
    bool MoveNext();

    /// <summary>
    /// The frame's pixels, decoded when asked for and valid until the next move. A frame that is not asked for costs no decoding.
    /// </summary>
    /// <exception cref="Exception">This frame is broken; those after it may not be.</exception>
    ImageView Current { get; }
}
