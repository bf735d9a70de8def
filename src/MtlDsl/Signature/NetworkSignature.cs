namespace MtlDsl;

/// <summary>The inputs and outputs that an architecture's ONNX file has; export and deployment hold files against it.</summary>
internal static class NetworkSignature
{
    /// <summary>The input of a file in a form.</summary>
    public static TensorSignature Input(Architecture architecture, NetworkForm form)
    {
        var (height, width) = (architecture.Input.Height, architecture.Input.Width);
        return form.Image == ImageForm.Pixels
            ? new(Architecture.InputName, [height, width, 3], IsBytes: true)
            : new(Architecture.InputName, [3, height, width]);
    }

    /// <summary>The outputs of a file in a form, head by head.</summary>
    public static IReadOnlyList<TensorSignature> Outputs(Architecture architecture, NetworkForm form) =>
        [.. architecture.Heads.SelectMany(head => Outputs(head, form))];

    /// <summary>How many detections a head with suppression gives: no more than it has.</summary>
    public static int Best(DetectionHead head, SuppressionForm suppression) => Math.Min(suppression.Best, head.DefaultBoxes.Count * head.Classes.Count);

    private static IReadOnlyList<TensorSignature> Outputs(Head head, NetworkForm form) => head switch
    {
        SegmentationHead when form.ClassIndices => [new(head.OutputNames[0], [null, null])],
        SegmentationHead => [new(head.OutputNames[0], [head.Classes.Count, null, null])],
        DetectionHead detection when form.Suppression is { } suppression =>
        [
            new(head.OutputNames[0], [Best(detection, suppression), 2]),
            new(head.OutputNames[1], [Best(detection, suppression), 4]),
        ],
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
