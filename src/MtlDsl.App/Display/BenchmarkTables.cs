using System.Globalization;
using MtlDsl.App.Benchmarking;
using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.App.Display;

/// <summary>Shows a benchmark's outcome as tables.</summary>
internal static class BenchmarkTables
{
    private const int MostNodes = 15;

    public static void Show(this Screen screen, BenchmarkResult result)
    {
        var hasGpu = result.Rows.Any(row => row.Memory?.Gpu is not null);
        screen.Table(
            ["network", "threads", "images", "median ms", "p95", "p99", "images/s", "weights MB", "resident MB", "peak MB", .. hasGpu ? ["GPU MB"] : Array.Empty<string>()],
            hasGpu ? 10 : 9,
            result.Rows.Select(row => (IReadOnlyList<string>)
            [
                row.Subject.Candidate.Name, Whole(row.Threads), Whole(row.Batch), Tenths(row.Latency.Median), Tenths(row.Latency.Percentile(95)),
                Tenths(row.Latency.Percentile(99)), Tenths(row.ImagesPerSecond), Tenths(row.WeightBytes / 1e6), Tenths(row.Memory?.Resident / 1e6), Tenths(row.Memory?.Peak / 1e6),
                .. hasGpu ? [Tenths(row.Memory?.Gpu / 1e6)] : Array.Empty<string>(),
            ]));
        if (result.Advantages is { Count: > 0 } advantages)
        {
            screen.Table(
                ["networks for one task each / multitask", "threads", "images", "time", "time at once", "weights", "resident", "peak"], 7,
                advantages.Select(ratio => (IReadOnlyList<string>)
                [
                    result.Network, Whole(ratio.Threads), Whole(ratio.Batch), Times(ratio.Time), Times(ratio.TimeAtOnce), Times(ratio.Weights), Times(ratio.Resident), Times(ratio.Peak),
                ]));
            ShowStudy(screen);
        }
        if (result.Profile.Count > 0)
            ShowProfile(screen, result);
    }

    private static void ShowStudy(Screen screen)
    {
        screen.Line(StudyFigures.Caption);
        screen.Table(
            ["network", "weights MB", "TX1 ms", "TX1 MB", "Titan X ms", "Titan X MB"], 5,
            StudyFigures.All.Select(row => (IReadOnlyList<string>)
            [
                row.Network, Whole(row.WeightsMB), row.Tx1 is var (ms, mb) ? Whole(ms) : "does not fit", row.Tx1 is null ? "" : Whole(row.Tx1.Value.MB),
                Whole(row.TitanX.Milliseconds), Whole(row.TitanX.MB),
            ]));
    }

    private static void ShowProfile(Screen screen, BenchmarkResult result)
    {
        var all = result.Profile.Sum(node => node.Milliseconds);
        screen.Table(
            [$"operators of {result.Network}, {Whole(result.Rows[0].Threads)} thread(s)", "nodes", "ms", "share"], 3,
            result.Profile.GroupBy(node => node.Type).Select(group => (Type: group.Key, Count: group.Count(), Time: group.Sum(node => node.Milliseconds))).OrderByDescending(type => type.Time)
                .Select(type => (IReadOnlyList<string>)[type.Type, Whole(type.Count), Hundredths(type.Time), Share(type.Time / all)]));
        screen.Table(
            [$"nodes, the longest {MostNodes} of {result.Profile.Count}", "operator", "ms", "share"], 2,
            result.Profile.Take(MostNodes).Select(node => (IReadOnlyList<string>)[node.Name, node.Type, Hundredths(node.Milliseconds), Share(node.Milliseconds / all)]));
    }

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Tenths(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    private static string Hundredths(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Times(double? value) => value?.ToString("0.00x", CultureInfo.InvariantCulture) ?? "";

    private static string Share(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
