using System.Text.Json;
using MtlDsl.Deployment;

namespace MtlDsl.App;

/// <summary>What a network says of images, as <see cref="PredictionJson"/> has it, a line an image.</summary>
/// <param name="stream">Where to.</param>
internal sealed class JsonLines(Stream stream)
{
    private readonly Utf8JsonWriter json = new(stream);

    /// <summary>Writes an image's line.</summary>
    public void Add(string image, NetworkPrediction prediction) => Line(() => PredictionJson.Write(json, image, prediction));

    /// <summary>Writes the line of an image that failed.</summary>
    public void Add(string image, Exception error) => Line(() => PredictionJson.WriteError(json, image, error));

    private void Line(Action write)
    {
        write();
        json.Flush();
        json.Reset();
        stream.WriteByte((byte)'\n');
    }
}
