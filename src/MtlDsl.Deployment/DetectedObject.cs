using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>One detected object.</summary>
/// <typeparam name="TClass">The classes.</typeparam>
/// <param name="Class">What it is.</param>
/// <param name="Score">Confidence, 0 to 1.</param>
/// <param name="Box">Where, in pixels of the image that was given.</param>
public readonly record struct DetectedObject<TClass>(TClass Class, float Score, Box Box) where TClass : struct, Enum;

/// <summary>Makes detected objects.</summary>
public static class DetectedObject
{
    /// <summary>Gives a detection head's prediction its classes and brings its boxes to pixels.</summary>
    /// <param name="prediction">The prediction.</param>
    /// <param name="image">Size of the image that it is for.</param>
    /// <exception cref="ArgumentException">It is of another kind of head, or of one with other classes.</exception>
    public static IReadOnlyList<DetectedObject<TClass>> From<TClass>(HeadPrediction prediction, PixelSize image) where TClass : struct, Enum =>
    [
        .. ClassValues<TClass>.Require<DetectionPrediction>(prediction).Detections.Select(detection => new DetectedObject<TClass>(
            ClassValues<TClass>.Of(detection.Class), detection.Score, detection.Box.Scale(image.Width, image.Height))),
    ];
}
