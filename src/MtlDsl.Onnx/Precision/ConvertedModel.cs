namespace MtlDsl.Onnx;

/// <summary>A network in another precision.</summary>
/// <param name="Model">The network.</param>
/// <param name="Layers">How many layers with weights are in that precision.</param>
/// <param name="Kept">Names of the layers with weights that are still in float32, in the graph's order.</param>
public sealed record ConvertedModel(OnnxModel Model, int Layers, IReadOnlyList<string> Kept)
{
    /// <summary>Key under which a file says its precision, where that is not float32.</summary>
    public const string MetadataKey = "mtldsl.precision";
}
