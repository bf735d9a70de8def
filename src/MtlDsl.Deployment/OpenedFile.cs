using Microsoft.ML.OnnxRuntime;

namespace MtlDsl.Deployment;

/// <summary>An .onnx file that ONNX Runtime has opened.</summary>
/// <param name="Session">The network.</param>
/// <param name="Metadata">What the file says of itself.</param>
/// <param name="Provider">What computes it.</param>
/// <param name="PassedOver">Why the providers before that one cannot be used, a sentence each.</param>
internal sealed record OpenedFile(
    InferenceSession Session, IReadOnlyDictionary<string, string> Metadata, ExecutionProvider Provider, IReadOnlyList<string> PassedOver);
