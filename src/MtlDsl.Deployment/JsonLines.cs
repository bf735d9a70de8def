using System.Buffers;
using System.Text.Json;

namespace MtlDsl.Deployment;

/// <summary>What a network says of images, as <see cref="PredictionJson"/> has it, a line an image. A line is written at once and whole.</summary>
public sealed class JsonLines
{
    private readonly Stream stream;
    private readonly ArrayBufferWriter<byte> line = new();
    private readonly Utf8JsonWriter json;

    /// <param name="stream">Where to; it is not disposed.</param>
    public JsonLines(Stream stream) => (this.stream, json) = (stream, new Utf8JsonWriter(line));

    /// <summary>Writes an image's line.</summary>
    /// <param name="image">What the image is called.</param>
    /// <param name="prediction">What the network says of it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string image, NetworkPrediction prediction)
    {
        PredictionJson.Write(json, image, prediction);
        EndLine();
    }

    /// <summary>Writes the line of an image that failed.</summary>
    /// <param name="image">What the image is called.</param>
    /// <param name="error">Why there is no prediction.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Add(string image, Exception error)
    {
        PredictionJson.WriteError(json, image, error);
        EndLine();
    }

    private void EndLine()
    {
        json.Flush();
        json.Reset();
        line.Write("\n"u8);
        stream.Write(line.WrittenSpan);
        stream.Flush();
        line.ResetWrittenCount();
    }
}
