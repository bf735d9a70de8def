using System.Text.Json;
using MtlDsl.Training;

namespace MtlDsl.App;

/// <summary>How a training ended, as its folder says.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Scores">For each head the measure that it is judged by, and its value.</param>
internal sealed record MeasuredRun(string Name, IReadOnlyDictionary<string, (string Measure, double Value)> Scores)
{
    /// <summary>Reads what was measured on the test images, which a run with validation images keeps apart, or last.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no measures.</exception>
    /// <exception cref="InvalidDataException">They cannot be read.</exception>
    public static MeasuredRun Read(string path)
    {
        var folder = new RunFolder(path);
        var file = new[] { folder.TestMetrics, folder.LatestMetrics }.FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{path} holds no measures (test.json or metrics.json): it is no folder of a run that was measured.", path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            return new(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), json.RootElement.GetProperty("heads").EnumerateArray().ToDictionary(
                head => head.GetProperty("name").GetString()!,
                head => (head.GetProperty("measures").EnumerateObject().First().Name, Number(head.GetProperty("score")))));
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file}: holds no measures of a run: {error.Message}", error);
        }
    }

    private static double Number(JsonElement value) => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();
}
