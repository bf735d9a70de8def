namespace MtlDsl.Onnx;

/// <summary>A declared network that can be written as ONNX.</summary>
public interface IOnnxExportable
{
    /// <summary>The network with the given weights.</summary>
    /// <param name="weights">Its state: parameters and statistics by name.</param>
    /// <param name="options">How to write it; by default opset 11, batch 1.</param>
    /// <exception cref="KeyNotFoundException">A weight is missing.</exception>
    /// <exception cref="ArgumentException">A weight has another shape than the network declares.</exception>
    static abstract OnnxModel ToOnnx(IWeights weights, ExportOptions? options = null);
}
