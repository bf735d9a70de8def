using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>How a network's outputs become predictions.</summary>
/// <param name="Detection">What becomes of raw detections.</param>
/// <param name="Form">The form of the outputs.</param>
internal sealed record ReadingRules(DetectionOptions Detection, NetworkForm Form);
