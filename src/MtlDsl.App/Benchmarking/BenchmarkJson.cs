using System.Text.Json;
using System.Text.Json.Nodes;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Benchmarking;

/// <summary>Writes a benchmark's outcome for programs: times in milliseconds, memory and weights in bytes.</summary>
internal static class BenchmarkJson
{
    private static readonly JsonSerializerOptions indented = new() { WriteIndented = true, NewLine = "\n" };

    public static string Write(BenchmarkResult result, RunEnvironment environment) => new JsonObject
    {
        ["network"] = result.Network,
        ["provider"] = result.Provider.ToString(),
        ["processor"] = environment.Processor,
        ["processors"] = environment.Processors,
        ["system"] = environment.System,
        ["commit"] = environment.Commit,
        ["command"] = string.Join(' ', environment.CommandLine.Skip(1)),
        ["rounds"] = result.Rounds,
        ["measured"] = Array(result.Rows, Write),
        ["twinsOverMultitask"] = Array(result.Advantages, Write),
        ["profile"] = Array(result.Profile, Write),
    }.ToJsonString(indented) + "\n";

    private static JsonObject Write(Measured row) => new()
    {
        ["name"] = row.Subject.Candidate.Name,
        ["role"] = row.Subject.Role.ToString(),
        ["threads"] = row.Threads,
        ["batch"] = row.Batch,
        ["median"] = row.Latency.Median,
        ["p95"] = row.Latency.Percentile(95),
        ["p99"] = row.Latency.Percentile(99),
        ["least"] = row.Latency.Least,
        ["imagesPerSecond"] = row.ImagesPerSecond,
        ["weights"] = row.WeightBytes,
        ["resident"] = row.Memory?.Resident,
        ["peak"] = row.Memory?.Peak,
        ["gpu"] = row.Memory?.Gpu,
    };

    private static JsonObject Write(Advantage advantage) => new()
    {
        ["threads"] = advantage.Threads,
        ["batch"] = advantage.Batch,
        ["time"] = advantage.Time,
        ["timeAtOnce"] = advantage.TimeAtOnce,
        ["weights"] = advantage.Weights,
        ["resident"] = advantage.Resident,
        ["peak"] = advantage.Peak,
    };

    private static JsonObject Write(NodeTime node) => new() { ["name"] = node.Name, ["type"] = node.Type, ["milliseconds"] = node.Milliseconds };

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode?> write) => [.. items.Select(write)];
}
