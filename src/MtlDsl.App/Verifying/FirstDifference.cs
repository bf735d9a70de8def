using MtlDsl.Onnx;

namespace MtlDsl.App.Verifying;

/// <summary>Where two ways to compute a network part.</summary>
/// <param name="Nodes">The node that computes something else from the same input; several where what lies between two layers is at fault.</param>
/// <param name="Error">How far apart what they give is, as a share of the largest value.</param>
/// <param name="Agreeing">Layers before it, whose values agree.</param>
/// <param name="After">The last layer before it whose value agrees; null where there is none.</param>
internal sealed record FirstDifference(IReadOnlyList<OnnxNode> Nodes, double Error, int Agreeing, string? After);
