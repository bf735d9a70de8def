using System.Buffers.Binary;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training.Recording;

/// <summary>
/// A file of TensorBoard's events: TFRecord frames (length, its masked CRC-32C, data, their masked CRC-32C) that hold messages as in
/// TensorFlow's event.proto and summary.proto. Every event is in the file as soon as it is added, and a run that goes on cuts off the events
/// after the step where it does.
/// </summary>
internal sealed class EventFile : IDisposable
{
    private const string FirstEvent = "brain.Event:2";
    private const int FrameHead = 12, FrameTail = 4;

    // Event: wall_time = 1, step = 2, file_version = 3, summary = 5. Summary: value = 1. Value: tag = 1, simple_value = 2, image = 4.
    // Image: height = 1, width = 2, colorspace = 3, encoded_image_string = 4.
    private const int WallTime = 1, Step = 2, FileVersion = 3, Summary = 5;
    private const int Value = 1, Tag = 1, SimpleValue = 2, Image = 4;
    private const int Height = 1, Width = 2, Colors = 3, Encoded = 4;
    private const int Rgb = 3;

    private readonly FileStream stream;
    private readonly TimeProvider clock;

    /// <param name="path">The file; TensorBoard looks for "tfevents" in the name.</param>
    /// <param name="iteration">Steps done; 0 begins the file anew.</param>
    /// <param name="clock">Tells when an event is added.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public EventFile(string path, int iteration, TimeProvider clock)
    {
        this.clock = clock;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            // Unbuffered: an event is one write, so a kill loses at most the one in progress.
            stream = new FileStream(path, iteration > 0 ? FileMode.OpenOrCreate : FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{path}: TensorBoard's events cannot be written there: {error.Message}", error);
        }
        CutWhere(step => step > iteration);
        if (stream.Length == 0)
            Write(Timed().Text(FileVersion, FirstEvent));
    }

    /// <summary>Adds numbers, each under its tag; those that are not finite are left out.</summary>
    public void Add(int iteration, IEnumerable<(string Tag, double Value)> numbers)
    {
        var summary = new ProtobufWriter();
        foreach (var (tag, value) in numbers)
            if (double.IsFinite(value))
                summary.Message(Value, new ProtobufWriter().Text(Tag, tag).Float(SimpleValue, (float)value));
        Write(Event(iteration).Message(Summary, summary));
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="iteration">Steps done.</param>
    /// <param name="tag">What it is called.</param>
    /// <param name="size">Its size.</param>
    /// <param name="encoded">The content of a PNG or JPEG file.</param>
    public void AddImage(int iteration, string tag, Vision.PixelSize size, byte[] encoded)
    {
        var image = new ProtobufWriter().Int(Height, size.Height).Int(Width, size.Width).Int(Colors, Rgb).Bytes(Encoded, encoded);
        var value = new ProtobufWriter().Text(Tag, tag).Message(Image, image);
        Write(Event(iteration).Message(Summary, new ProtobufWriter().Message(Value, value)));
    }

    public void Dispose() => stream.Dispose();

    private ProtobufWriter Event(int iteration) => Timed().Int(Step, iteration);

    private ProtobufWriter Timed() => new ProtobufWriter().Double(WallTime, (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds);

    private void Write(ProtobufWriter message)
    {
        var data = message.ToArray();
        var frame = new byte[FrameHead + data.Length + FrameTail];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), Crc32C.Masked(frame.AsSpan(0, 8)));
        data.CopyTo(frame, FrameHead);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(FrameHead + data.Length), Crc32C.Masked(data));
        stream.Write(frame);
    }

    /// <summary>Cuts off all that follows the first event of a step.</summary>
    public void CutAfterFirst(int iteration)
    {
        var found = false;
        CutWhere(step => step >= iteration && (found || !(found = true)));
    }

    // Cuts the file off at the first event whose step is one, or that was not finished.
    private void CutWhere(Func<long, bool> isCut)
    {
        stream.SetLength(End(isCut));
        stream.Seek(0, SeekOrigin.End);
    }

    private long End(Func<long, bool> isCut)
    {
        var head = new byte[FrameHead];
        stream.Seek(0, SeekOrigin.Begin);
        while (true)
        {
            var start = stream.Position;
            if (stream.ReadAtLeast(head, FrameHead, throwOnEndOfStream: false) < FrameHead
                || BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(8)) != Crc32C.Masked(head.AsSpan(0, 8)))
                return start;
            var length = BinaryPrimitives.ReadUInt64LittleEndian(head);
            if (length < FrameHead || length > (ulong)Math.Max(stream.Length - stream.Position - FrameTail, 0))
                return start;
            var data = new byte[(int)length + FrameTail];
            stream.ReadExactly(data);
            if (BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)length)) != Crc32C.Masked(data.AsSpan(0, (int)length))
                || isCut(StepOf(data)))
                return start;
        }
    }

    // Our events begin with the time, nine bytes, and the step; the first has none.
    private static long StepOf(ReadOnlySpan<byte> data)
    {
        const int stepTag = 9;
        if (data[stepTag] != Step << 3)
            return 0;
        var (step, shift) = (0L, 0);
        foreach (var part in data[(stepTag + 1)..])
        {
            step |= (part & 127L) << shift;
            shift += 7;
            if (part < 128)
                break;
        }
        return step;
    }
}
