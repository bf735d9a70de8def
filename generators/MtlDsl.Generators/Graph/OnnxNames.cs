namespace MtlDsl.Generators.Graph;

/// <summary>The names of MtlDsl.Onnx that generated code uses.</summary>
internal static class OnnxNames
{
    public const string Graph = "global::MtlDsl.Onnx.OnnxGraph";
    public const string Value = "global::MtlDsl.Onnx.Value";
    public const string Weights = "global::MtlDsl.Onnx.IWeights";
    public const string Model = "global::MtlDsl.Onnx.OnnxModel";
    public const string Options = "global::MtlDsl.Onnx.ExportOptions";
}
