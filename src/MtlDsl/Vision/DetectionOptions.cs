namespace MtlDsl.Vision;

/// <summary>What becomes of a detection head's raw output. The defaults are those with which SSD is evaluated.</summary>
/// <param name="ScoreThreshold">Only scores above this count.</param>
/// <param name="NmsOverlap">Of boxes of one class that overlap by more than this only the best stays, as in <c>torchvision.ops.nms</c>.</param>
/// <param name="TopK">Detections kept an image.</param>
/// <param name="CandidatesPerClass">Boxes a class that suppression looks at, the best ones.</param>
public sealed record DetectionOptions(
    float ScoreThreshold = 0.01f, double NmsOverlap = 0.45, int TopK = 200, int CandidatesPerClass = 400)
{
    /// <summary>The defaults.</summary>
    public static DetectionOptions Default { get; } = new();
}
