using MtlDsl.Drawing;

namespace MtlDsl.App.Benchmarking;

/// <summary>Draws a benchmark's outcome: latency for every number of threads and images, weights and memory.</summary>
internal static class BenchmarkChart
{
    public static string Draw(BenchmarkResult result)
    {
        var first = result.Rows.Where(row => row.Threads == result.Rows[0].Threads && (row.Batch == result.Rows[0].Batch || row.Subject.Role == Role.File)).ToList();
        var loaded = first.Where(row => row.Subject.Role != Role.AtOnce).ToList();
        return new BarChart($"{result.Network}: one trunk or several",
        [
            .. result.Rows.GroupBy(row => (row.Threads, row.Batch)).Select(group => new BarGroup(
                $"Median latency, {Count(group.Key.Threads, "thread")}, {Count(group.Key.Batch, "image")} a call", "ms",
                [.. group.Select(row => Bar(row, row.Latency.Median))])),
            new BarGroup("Weights on disk", "MB", [.. loaded.Select(row => Bar(row, row.WeightBytes / 1e6))]),
            .. Memory("Resident memory above the runtime's own", row => row.Memory?.Resident),
            .. Memory("Peak memory above the runtime's own", row => row.Memory?.Peak),
        ]).ToSvg();

        IEnumerable<BarGroup> Memory(string title, Func<Measured, long?> bytes) => loaded.Exists(row => bytes(row) is not null)
            ? [new BarGroup(title, "MB", [.. loaded.Select(row => Bar(row, bytes(row) / 1e6 ?? double.NaN))])]
            : [];
    }

    private static Bar Bar(Measured row, double value) => new(row.Subject.Candidate.Name, (int)row.Subject.Role, value);

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
