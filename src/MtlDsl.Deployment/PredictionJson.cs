using System.Text.Json;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// What a network says of an image as JSON: <c>{"image": "0001", "width": 640, "height": 480, "heads": {...}}</c>, one value a head. Objects are
/// <c>[{"class": "Car", "score": 0.91, "box": [left, top, right, bottom]}, ...]</c> with boxes in pixels; a class map is the share of the image
/// that each class covers; a class of the image is the probability of each; a dense map is <c>[{"least": 0, "mean": 1, "most": 2}, ...]</c>, a
/// channel each; an embedding is its numbers.
/// </summary>
public static class PredictionJson
{
    /// <summary>Writes an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="image">What the image is called.</param>
    /// <param name="prediction">What the network says of it.</param>
    public static void Write(Utf8JsonWriter json, string image, NetworkPrediction prediction)
    {
        json.WriteStartObject();
        json.WriteString("image", image);
        json.WriteNumber("width", prediction.ImageSize.Width);
        json.WriteNumber("height", prediction.ImageSize.Height);
        json.WriteStartObject("heads");
        foreach (var head in prediction.Heads)
        {
            json.WritePropertyName(head.Head.Name);
            Write(json, head, prediction.ImageSize);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes an object that says why there is no prediction: <c>{"image": "0002", "error": "..."}</c>.</summary>
    public static void WriteError(Utf8JsonWriter json, string image, Exception error)
    {
        json.WriteStartObject();
        json.WriteString("image", image);
        json.WriteString("error", error.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeadPrediction prediction, PixelSize image)
    {
        switch (prediction)
        {
            case SegmentationPrediction segmentation:
                WriteShares(json, segmentation);
                break;
            case DetectionPrediction detection:
                json.WriteStartArray();
                foreach (var found in detection.Detections)
                    WriteObject(json, detection.Head.Classes[found.Class].Name, found.Score, found.Box.Scale(image.Width, image.Height));
                json.WriteEndArray();
                break;
            case ClassificationPrediction classification:
                json.WriteStartObject();
                foreach (var (@class, probability) in classification.Head.Classes.Zip(classification.Probabilities))
                    WriteRounded(json, @class.Name, probability, 5);
                json.WriteEndObject();
                break;
            case RegressionPrediction regression:
                json.WriteStartArray();
                for (var channel = 0; channel < regression.Values.Channels; channel++)
                    WriteRange(json, regression.Values.Plane(channel));
                json.WriteEndArray();
                break;
            case EmbeddingPrediction embedding:
                json.WriteStartArray();
                foreach (var value in embedding.Vector)
                    json.WriteNumberValue(value);
                json.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"{prediction.Head} gives a {prediction.GetType().Name}, which has no JSON.");
        }
    }

    private static void WriteShares(Utf8JsonWriter json, SegmentationPrediction segmentation)
    {
        var labels = segmentation.Labels.Labels;
        json.WriteStartObject();
        for (var index = 0; index < segmentation.Head.Classes.Count; index++)
            WriteRounded(json, segmentation.Head.Classes[index].Name, (double)labels.AsSpan().Count((byte)index) / labels.Length, 5);
        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, string @class, float score, Box box)
    {
        json.WriteStartObject();
        json.WriteString("class", @class);
        WriteRounded(json, "score", score, 5);
        json.WriteStartArray("box");
        foreach (var value in (ReadOnlySpan<float>)[box.Left, box.Top, box.Right, box.Bottom])
            json.WriteNumberValue(Math.Round((decimal)value, 2));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        var (least, most, sum) = (float.PositiveInfinity, float.NegativeInfinity, 0.0);
        foreach (var value in values)
            (least, most, sum) = (Math.Min(least, value), Math.Max(most, value), sum + value);
        json.WriteStartObject();
        json.WriteNumber("least", least);
        json.WriteNumber("mean", sum / values.Length);
        json.WriteNumber("most", most);
        json.WriteEndObject();
    }

    private static void WriteRounded(Utf8JsonWriter json, string name, double value, int digits) => json.WriteNumber(name, Math.Round((decimal)value, digits));
}
