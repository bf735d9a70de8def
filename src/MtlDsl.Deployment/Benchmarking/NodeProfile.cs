using System.Text.Json;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>Where the time of a network goes, as ONNX Runtime's profile says.</summary>
public static class NodeProfile
{
    private const string KernelEnding = "_kernel_time";

    /// <summary>Calls a network under the profiler.</summary>
    /// <param name="path">An exported network.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="calls">Calls that count; three go before them.</param>
    /// <returns>The nodes, the longest first.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no ONNX network, or its inputs have no fixed shape.</exception>
    public static IReadOnlyList<NodeTime> Measure(string path, SessionSettings settings, int calls)
    {
        const int warmUp = 3;
        var folder = Directory.CreateTempSubdirectory("mtldsl-profile-");
        try
        {
            string file;
            using (var network = new MeasuredNetwork(path, settings, options =>
            {
                options.ProfileOutputPathPrefix = Path.Combine(folder.FullName, "profile");
                options.EnableProfiling = true;
            }))
            {
                for (var call = 0; call < warmUp + calls; call++)
                    network.Run();
                file = network.Session.EndProfiling();
            }
            using var stream = File.OpenRead(file);
            return Read(stream, warmUp);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Reads a profile: a list of events, of which those that end in _kernel_time are a node's run each.</summary>
    /// <param name="stream">The file that ONNX Runtime wrote.</param>
    /// <param name="warmUp">Calls to leave out, from the first.</param>
    /// <exception cref="InvalidDataException">It is no such profile, or holds no more calls than are left out.</exception>
    public static IReadOnlyList<NodeTime> Read(Stream stream, int warmUp)
    {
        try
        {
            using var json = JsonDocument.Parse(stream);
            var runs = json.RootElement.EnumerateArray().Where(IsNode)
                .Select(item => (Name: item.GetProperty("name").GetString()!, Type: item.GetProperty("args").GetProperty("op_name").GetString()!, Micros: item.GetProperty("dur").GetInt64()))
                .GroupBy(run => (run.Name, run.Type), run => run.Micros);
            IReadOnlyList<NodeTime> nodes =
            [
                .. runs.Where(node => node.Count() > warmUp)
                    .Select(node => new NodeTime(node.Key.Name[..^KernelEnding.Length], node.Key.Type, node.Skip(warmUp).Average() / 1000))
                    .OrderByDescending(node => node.Milliseconds),
            ];
            return nodes.Count > 0 ? nodes : throw new InvalidDataException($"The profile holds no more than the {warmUp} calls that are left out.");
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"This is no profile of ONNX Runtime: {error.Message}", error);
        }
    }

    private static bool IsNode(JsonElement item) =>
        item.TryGetProperty("cat", out var category) && category.GetString() == "Node"
        && item.GetProperty("name").GetString()!.EndsWith(KernelEnding, StringComparison.Ordinal);
}
