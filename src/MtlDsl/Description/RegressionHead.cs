namespace MtlDsl;

/// <summary>A head that gives every pixel values, in the unit of its labels: one output, N x channels x height x width.</summary>
public sealed class RegressionHead : Head
{
    /// <summary>Describes a head.</summary>
    /// <param name="name">Name of the declaring property.</param>
    /// <param name="channels">Values a pixel.</param>
    /// <param name="valuesOutput">Name of the ONNX output.</param>
    public RegressionHead(string name, int channels, string valuesOutput)
        : base(name, []) => (Channels, OutputNames) = (channels, [valuesOutput]);

    /// <summary>Values a pixel.</summary>
    public int Channels { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutputNames { get; }
}
