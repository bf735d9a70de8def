namespace MtlDsl.Vision;

/// <summary>One detected object.</summary>
/// <param name="Class">Index of the class among the head's classes (the background is not among them).</param>
/// <param name="Score">Confidence, 0 to 1.</param>
/// <param name="Box">Where, in fractions of the image.</param>
public readonly record struct Detection(int Class, float Score, Box Box);
