namespace MtlDsl.Deployment;

/// <summary>A value inside an exported network, for one image.</summary>
/// <param name="Shape">Its sizes, outermost first; the first is 1.</param>
/// <param name="Values">Its values in row-major order.</param>
public sealed record GraphValue(IReadOnlyList<long> Shape, float[] Values);
