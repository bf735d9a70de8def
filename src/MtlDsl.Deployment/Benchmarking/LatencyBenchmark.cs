using System.Diagnostics;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>
/// Measures how long calls take. The candidates take turns within one run, each round in another order, so that whatever else the
/// machine does hits all alike.
/// </summary>
/// <param name="Rounds">Calls of each candidate that count.</param>
/// <param name="WarmUp">Calls of each before them.</param>
public sealed record LatencyBenchmark(int Rounds, int WarmUp = 3)
{
    /// <summary>Measures candidates against each other.</summary>
    /// <param name="candidates">The candidates; a file that several have is opened once.</param>
    /// <param name="settings">How networks are run.</param>
    /// <param name="called">Told after every call.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <returns>A latency for each candidate.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A file is no ONNX network, or its inputs have no fixed shape.</exception>
    /// <exception cref="NotSupportedException">The ONNX Runtime at hand lacks the provider.</exception>
    public IReadOnlyList<Latency> Run(IReadOnlyList<Candidate> candidates, SessionSettings settings, Action called, CancellationToken stop)
    {
        var networks = new Dictionary<string, MeasuredNetwork>(StringComparer.Ordinal);
        try
        {
            foreach (var file in candidates.SelectMany(candidate => candidate.Files))
                if (!networks.ContainsKey(file))
                    networks.Add(file, new MeasuredNetwork(file, settings));
            return Run([.. candidates.Select(c => new OpenCandidate(c, [.. c.Files.Select(file => networks[file])]))], called, stop);
        }
        finally
        {
            foreach (var network in networks.Values)
                network.Dispose();
        }
    }

    private IReadOnlyList<Latency> Run(IReadOnlyList<OpenCandidate> candidates, Action called, CancellationToken stop)
    {
        var times = candidates.Select(_ => new List<double>()).ToList();
        for (var round = -WarmUp; round < Rounds; round++)
            for (var turn = 0; turn < candidates.Count; turn++)
            {
                stop.ThrowIfCancellationRequested();
                var index = (turn + round + WarmUp) % candidates.Count;
                var start = Stopwatch.GetTimestamp();
                candidates[index].Run();
                if (round >= 0)
                    times[index].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                called();
            }
        return [.. times.Select(list => new Latency(list))];
    }
}
