namespace MtlDsl.Onnx;

/// <summary>How a network is written as ONNX.</summary>
public sealed record ExportOptions
{
    /// <summary>Oldest operator set that can be written.</summary>
    public const int OldestOpset = 11;

    /// <summary>Newest operator set that can be written.</summary>
    public const int NewestOpset = 17;

    /// <summary>The operator set, 11 to 17. Every TensorRT of the Jetsons that has Resize reads 11.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Another one.</exception>
    public int Opset
    {
        get;
        init => field = value is >= OldestOpset and <= NewestOpset
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Opset), value, $"Operator sets {OldestOpset} to {NewestOpset} can be written.");
    } = OldestOpset;

    /// <summary>Images a call, fixed in the graph; null leaves it open, as a dimension named "N".</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public int? Batch
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Batch), value, "A batch holds at least one image; null leaves it open.");
    } = 1;

    /// <summary>
    /// The oldest file format (IR version) that knows the operator set, so that readers of its age accept the file
    /// (the table of releases in ONNX's Versioning.md).
    /// </summary>
    internal int IrVersion => Opset switch { 11 => 6, 12 or 13 or 14 => 7, _ => 8 };
}
