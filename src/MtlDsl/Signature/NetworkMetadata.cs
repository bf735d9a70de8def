using System.Globalization;
using System.Text;
using System.Text.Json;
using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>
/// What an ONNX file says of its network in metadata_props, so that a file can be used, and a wrong one refused, without the program
/// that wrote it. Keys start with "mtldsl.", those of a head with "mtldsl.{head}.".
/// </summary>
internal static class NetworkMetadata
{
    /// <summary>Key of the declaring class's name.</summary>
    public const string Model = "mtldsl.model";

    /// <summary>Key of the version that wrote the file.</summary>
    public const string Version = "mtldsl.version";

    /// <summary>Key of what may be done with the file, in its author's words.</summary>
    public const string Licence = "mtldsl.licence";

    /// <summary>Key of the runtime that the file was written for.</summary>
    public const string Reader = "mtldsl.reader";

    /// <summary>Key of the fingerprint of the graph that was exported, see <see cref="NetworkFile"/>.</summary>
    public const string Graph = "mtldsl.graph";

    private const string Prefix = "mtldsl.", ClassesSuffix = ".classes";

    /// <summary>The properties of a network, in a fixed order; those that a file must share with the declaration.</summary>
    public static IReadOnlyList<(string Key, string Text)> Of(Architecture architecture)
    {
        var (mean, deviation) = (architecture.Normalization.Mean, architecture.Normalization.Deviation);
        List<(string, string)> properties =
        [
            (Model, architecture.Name),
            ("mtldsl.input", architecture.Input.ToString()),
            ("mtldsl.channels", "RGB"),
            ("mtldsl.mean", Text(mean)),
            ("mtldsl.deviation", Text(deviation)),
            ("mtldsl.heads", string.Join(' ', architecture.Heads.Select(head => head.Name))),
        ];
        foreach (var head in architecture.Heads)
        {
            properties.Add(($"mtldsl.{head.Name}.kind", Kind(head)));
            properties.Add(($"mtldsl.{head.Name}.outputs", string.Join(' ', head.OutputNames)));
            if (head.Classes.Count > 0)
            {
                properties.Add(ClassesOf(head));
                properties.Add(($"mtldsl.{head.Name}.colors", string.Join(' ', head.Classes.Select(c => $"#{c.Color.R:x2}{c.Color.G:x2}{c.Color.B:x2}"))));
            }

            if (head is DetectionHead detection)
            {
                properties.Add(($"mtldsl.{head.Name}.defaultBoxes", Json(detection.DefaultBoxes)));
                properties.Add(($"mtldsl.{head.Name}.variances", string.Create(CultureInfo.InvariantCulture, $"{BoxCoder.CenterVariance} {BoxCoder.SizeVariance}")));
            }
        }

        return properties;

        static string Text((float R, float G, float B) rgb) =>
            string.Create(CultureInfo.InvariantCulture, $"{rgb.R} {rgb.G} {rgb.B}");
    }

    /// <summary>The property of each head that has classes; files of weights keep these too.</summary>
    public static IEnumerable<(string Key, string Text)> Classes(Architecture architecture) =>
        architecture.Heads.Where(head => head.Classes.Count > 0).Select(ClassesOf);

    /// <summary>The head whose classes a property lists; null for any other property.</summary>
    public static string? HeadOfClasses(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(ClassesSuffix, StringComparison.Ordinal) ? key[Prefix.Length..^ClassesSuffix.Length] : null;

    private static (string Key, string Text) ClassesOf(Head head) =>
        ($"{Prefix}{head.Name}{ClassesSuffix}", string.Join(' ', head.Classes.Select(c => c.Name)));

    private static string Kind(Head head) => head switch
    {
        SegmentationHead => "segmentation",
        DetectionHead => "detection",
        ClassificationHead => "classification",
        RegressionHead => "regression",
        EmbeddingHead => "embedding",
        _ => throw new ArgumentException($"The head {head} is of a kind that ONNX export does not know: {head.GetType().Name}.", nameof(head)),
    };

    /// <summary>The maps of default boxes: <c>[{"columns":38,"rows":38,"stride":[x,y],"shapes":[[width,height],...]},...]</c>.</summary>
    private static string Json(DefaultBoxes boxes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var map in boxes.Maps)
            {
                json.WriteStartObject();
                json.WriteNumber("columns", map.Columns);
                json.WriteNumber("rows", map.Rows);
                WritePair("stride", map.StrideX, map.StrideY);
                json.WriteStartArray("shapes");
                foreach (var (width, height) in map.Shapes)
                    WritePair(null, width, height);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();

            void WritePair(string? name, float first, float second)
            {
                if (name is not null)
                    json.WritePropertyName(name);
                json.WriteStartArray();
                json.WriteNumberValue(first);
                json.WriteNumberValue(second);
                json.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
