using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>An object for a detection head.</summary>
/// <param name="Class">Index among the head's classes (the background is not among them).</param>
/// <param name="Box">Where, in fractions of the image.</param>
/// <param name="Difficult">Neither trained on nor counted in evaluation.</param>
/// <param name="Crowd">Difficult because it is a region of many objects (COCO): any number of detections on it are passed over.</param>
public readonly record struct ObjectLabel(int Class, Box Box, bool Difficult, bool Crowd = false);

/// <summary>Labels for a detection head.</summary>
/// <param name="objects">All objects of the image that have one of the head's classes.</param>
public sealed class ObjectLabels(IReadOnlyList<ObjectLabel> objects) : HeadLabels
{
    /// <summary>All objects of the image that have one of the head's classes.</summary>
    public IReadOnlyList<ObjectLabel> Objects { get; } = objects;
}
