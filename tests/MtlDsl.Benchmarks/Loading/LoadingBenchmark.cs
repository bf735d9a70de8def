using System.Diagnostics;
using System.Globalization;
using MtlDsl.Training.Data;

namespace MtlDsl.Benchmarks.Loading;

/// <summary>
/// Decodes photos of 500x375 and augments them to 300x300 as SSD does, with our loader and with torchvision in turn. Speed is told a
/// second of processor time, so that what else runs on the machine does not count.
/// </summary>
internal static class LoadingBenchmark
{
    private const int BatchSize = 8, Workers = 2;

    public static int Run(string photos, int rounds)
    {
        using var folder = new PhotoFolder(photos);
        var adapter = new VocPhotos();
        var before = Environment.WorkingSet;
        var source = new CountingSource(adapter.Open(folder.Root, Split.Train));
        using var peer = Peer.Python("loading_peer.py", folder.Root, Text(BatchSize), Text(Workers));
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = -1; round < rounds; round++)
        {
            var (mine, wall) = Epoch(adapter, source);
            var other = peer.Step();
            if (round < 0)
                continue; // warm-up
            ours.Add(mine);
            theirs.Add(other[2] / other[1]);
            Print($"{round + 1,3}  MtlDsl {mine:0} images/s a core ({wall:0} in all)  torchvision {theirs[^1]:0} ({other[2] / other[0]:0} in all)");
        }
        var (median, peers) = (Median(ours), Median(theirs));
        Print($"median: MtlDsl {median:0} images/s a core, torchvision {peers:0}, ratio {median / peers:0.00}");
        Print($"memory: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB at most, {before / 1e6:0} MB before the first batch");
        return 0;
    }

    // Images a second of processor time, those made ahead and never taken among them; and images taken a second.
    private static (double PerCore, double Wall) Epoch(DataAdapter adapter, CountingSource source)
    {
        const int epochs = 3;
        var (reads, cpu, clock) = (source.Reads, Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        var batches = epochs * source.Count / BatchSize;
        using (var loader = new BatchLoader(
            [new BatchFeed(adapter, source)], new BatchLoaderOptions { BatchSize = BatchSize, Workers = Workers, CacheBytes = 0 }))
            for (var batch = 0; batch < batches; batch++)
                loader.Next().Dispose();
        return (
            (source.Reads - reads) / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds,
            batches * BatchSize / clock.Elapsed.TotalSeconds);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
