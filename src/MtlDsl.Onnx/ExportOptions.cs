namespace MtlDsl.Onnx;

/// <summary>How a network is written as ONNX.</summary>
public sealed record ExportOptions
{
    /// <summary>Oldest operator set that can be written.</summary>
    public const int OldestOpset = 11;

    /// <summary>Newest operator set that can be written.</summary>
    public const int NewestOpset = 17;

    /// <summary>For a board, with the last JetPack that it gets: the newest operator set that it reads, one image a call.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such board.</exception>
    public static ExportOptions For(Board board) => For(BoardProfile.Of(board).Export);

    /// <summary>For a runtime: the newest operator set that it reads, one image a call.</summary>
    public static ExportOptions For(ExportLimits reader) => new() { Reader = reader, Opset = Math.Min(reader.NewestOpset, NewestOpset) };

    /// <summary>What is to read the file; by default ONNX Runtime.</summary>
    public ExportLimits Reader { get; init; } = ExportLimits.OnnxRuntime;

    /// <summary>In which form images are taken and outputs given.</summary>
    public NetworkForm Form { get; init; } = NetworkForm.Plain;

    /// <summary>What may be done with the file, in its author's words; kept in the file.</summary>
    public string? Licence { get; init; }

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

    /// <summary>What the reader cannot take of these options, in one sentence; null where it takes all.</summary>
    public string? Obstacle
    {
        get
        {
            var missing =
                Opset > Reader.NewestOpset ? $"operator set {Opset}; its newest is {Reader.NewestOpset}"
                : Batch is null && !Reader.OpenBatch ? "an open number of images: fix the batch"
                : Form.Image == ImageForm.Pixels && !Reader.ByteInput ? "images as uint8: give it normalised planes"
                : Form.Suppression is not null && !Reader.NonMaxSuppression ? "NonMaxSuppression: leave the suppression to the program"
                : Form.Suppression?.Best > Reader.LargestTopK ? $"a TopK of {Form.Suppression.Best}; its largest is {Reader.LargestTopK}"
                : null;
            return missing is null ? null : $"{Reader.Runtime} does not read {missing}.";
        }
    }

    /// <summary>
    /// The oldest file format (IR version) that knows the operator set, so that readers of its age accept the file
    /// (the table of releases in ONNX's Versioning.md).
    /// </summary>
    internal int IrVersion => Opset switch { 11 => 6, 12 or 13 or 14 => 7, _ => 8 };
}
