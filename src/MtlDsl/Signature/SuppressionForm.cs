namespace MtlDsl;

/// <summary>Non-maximum suppression inside a network.</summary>
/// <param name="ScoreThreshold">Only scores above this count.</param>
/// <param name="Overlap">Of boxes of one class that overlap by more than this only the best stays, as with <see cref="Vision.DetectionOptions.NmsOverlap"/>.</param>
/// <param name="Best">Detections an image that are given, the best ones of all classes; where there are fewer, the rest has the score 0.</param>
public sealed record SuppressionForm(float ScoreThreshold = 0.01f, double Overlap = 0.45, int Best = 200);
