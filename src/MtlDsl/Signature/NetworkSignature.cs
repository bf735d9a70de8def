namespace MtlDsl;

/// <summary>The inputs and outputs that an architecture's ONNX file has; export and deployment hold files against it.</summary>
internal static class NetworkSignature
{
    public static TensorSignature Input(Architecture architecture) =>
        new(Architecture.InputName, [3, architecture.Input.Height, architecture.Input.Width]);

    /// <summary>The outputs, head by head.</summary>
    public static IReadOnlyList<TensorSignature> Outputs(Architecture architecture) => [.. architecture.Heads.SelectMany(Outputs)];

    private static IReadOnlyList<TensorSignature> Outputs(Head head) => head switch
    {
        SegmentationHead => [new(head.OutputNames[0], [head.Classes.Count, null, null])],
        DetectionHead detection =>
        [
            new(head.OutputNames[0], [detection.DefaultBoxes.Count, 1 + head.Classes.Count]),
            new(head.OutputNames[1], [detection.DefaultBoxes.Count, 4]),
        ],
        ClassificationHead => [new(head.OutputNames[0], [head.Classes.Count])],
        RegressionHead regression => [new(head.OutputNames[0], [regression.Channels, null, null])],
        EmbeddingHead embedding => [new(head.OutputNames[0], [embedding.Size])],
        _ => throw new ArgumentException($"The head {head} is of a kind that ONNX export does not know: {head.GetType().Name}.", nameof(head)),
    };
}
