using System.Globalization;
using System.Text.Json;
using MtlDsl.Deployment;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>
/// Detections in the format in which COCO takes results: <c>[{"image_id": 42, "category_id": 1, "bbox": [left, top, width, height],
/// "score": 0.9}, ...]</c>, boxes in pixels. An image's id is its name, as a number where it is one; categories count from 1 in the order of
/// the head's classes.
/// </summary>
/// <param name="architecture">The network.</param>
/// <param name="option">The option that asked for it.</param>
internal sealed class CocoResultsFile(Architecture architecture, string option)
{
    private readonly DetectionHead head = HeadOf(architecture, option);
    private readonly List<(string Image, PixelSize Size, IReadOnlyList<Detection> Found)> images = [];

    /// <summary>The only detection head of a network.</summary>
    /// <exception cref="UsageException">It has none or several.</exception>
    public static DetectionHead HeadOf(Architecture architecture, string option) => architecture.Heads.OfType<DetectionHead>().ToList() is [var only]
        ? only
        : throw new UsageException($"{option} takes the detections of one head; {architecture.Name} has {architecture.Heads.OfType<DetectionHead>().Count()} detection heads.");

    /// <summary>Keeps what the network found in an image.</summary>
    public void Add(string image, NetworkPrediction prediction) =>
        images.Add((image, prediction.ImageSize, [.. prediction.Heads.OfType<DetectionPrediction>().First(found => found.Head == head).Detections]));

    /// <summary>Keeps what the network finds in an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="outputs">All outputs of the network.</param>
    public void Add(EvaluationImage image, IReadOnlyList<float[]> outputs)
    {
        var first = architecture.Heads.TakeWhile(other => other != head).Sum(other => other.OutputNames.Count);
        var found = DetectionDecoder.Decode(outputs[first], outputs[first + 1], head.DefaultBoxes, head.Classes.Count, DetectionOptions.Default);
        images.Add((image.Id, image.Image.Size, found));
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="CheckpointException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (var (image, size, found) in images)
        foreach (var detection in found)
            Write(json, image, detection with { Box = detection.Box.Scale(size.Width, size.Height) });
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, string image, Detection detection)
    {
        json.WriteStartObject();
        if (long.TryParse(image, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber("image_id", number);
        else
            json.WriteString("image_id", image);
        json.WriteNumber("category_id", 1 + detection.Class);
        json.WriteStartArray("bbox");
        foreach (var value in new[] { detection.Box.Left, detection.Box.Top, detection.Box.Width, detection.Box.Height })
            json.WriteNumberValue(Math.Round((decimal)value, 2));
        json.WriteEndArray();
        json.WriteNumber("score", Math.Round((decimal)detection.Score, 5));
        json.WriteEndObject();
    }
}
