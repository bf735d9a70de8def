using System.Text.Json;
using System.Text.Json.Nodes;
using MtlDsl.Metrics;

namespace MtlDsl.Training.Evaluation;

/// <summary>Measures for programs to read: every number, the classes, who was taken for whom. What could not be measured is null.</summary>
public static class EvaluationJson
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true };

    /// <summary>The measures of a network.</summary>
    public static string Write(EvaluationResult result) => new JsonObject
    {
        ["images"] = result.Images,
        ["score"] = Number(result.Score),
        ["heads"] = new JsonArray([.. result.Heads.Select(Write)]),
    }.ToJsonString(indented);

    private static JsonObject Write(HeadResult head)
    {
        var classes = head.Rows.Where(row => row.Class is not null).ToList();
        var json = new JsonObject
        {
            ["name"] = head.Head,
            ["images"] = head.Images,
            ["score"] = Number(head.Score),
            ["measures"] = Object(head.Measurements.Select(measure => (measure.Name, measure.Value))),
        };
        if (classes.Count > 0)
            json["classes"] = Object(classes, row => (row.Class!, Object(head.Measures.Zip(row.Values))));
        if (head is DetectionResult detection)
            json["cocoClasses"] = Object(detection.Classes, c => (c.Name, Object(c.Coco.Numbers)));
        if (head.Confusion is { } confusion)
            json["confusion"] = Write(confusion, classes.Select(row => row.Class!));
        return json;
    }

    // Rows are true classes, columns predicted ones.
    private static JsonObject Write(ConfusionMatrix confusion, IEnumerable<string> classes) => new()
    {
        ["classes"] = new JsonArray([.. classes.Select(name => JsonValue.Create(name))]),
        ["counts"] = new JsonArray([.. Enumerable.Range(0, confusion.Classes).Select(truth =>
            new JsonArray([.. Enumerable.Range(0, confusion.Classes).Select(prediction => JsonValue.Create(confusion[truth, prediction]))]))]),
    };

    private static JsonObject Object(IEnumerable<(string Name, double Value)> numbers) => Object(numbers, number => (number.Name, Number(number.Value)));

    private static JsonObject Object<T>(IEnumerable<T> items, Func<T, (string Name, JsonNode? Value)> member)
    {
        var json = new JsonObject();
        foreach (var (name, value) in items.Select(member))
            json[name] = value;
        return json;
    }

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
