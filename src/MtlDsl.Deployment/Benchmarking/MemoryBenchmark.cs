using System.Diagnostics;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>Measures the memory that networks take above the runtime's own, each in a process of its own.</summary>
/// <param name="program">Starts a program that runs <see cref="MemoryProbe.Run"/> when its arguments ask for it.</param>
/// <param name="nothing">An exported network of next to nothing, in whose process the runtime is alone.</param>
public sealed class MemoryBenchmark(Func<IReadOnlyList<string>, ProcessStartInfo> program, string nothing)
{
    // An odd number of processes: their median is one of them.
    private const int Processes = 3;

    private readonly Dictionary<SessionSettings, ProcessMemory> runtime = [];

    /// <summary>Resident memory after a few calls, its peak, and what was taken of a GPU's, less those of the runtime; medians of three processes.</summary>
    /// <param name="candidate">What to measure.</param>
    /// <param name="settings">How networks are run.</param>
    /// <param name="stop">Asks to stop.</param>
    /// <exception cref="InvalidOperationException">A process failed; the message is its own.</exception>
    public ProcessMemory Measure(Candidate candidate, SessionSettings settings, CancellationToken stop)
    {
        if (!runtime.TryGetValue(settings, out var own))
            runtime.Add(settings, own = Total(new Candidate("nothing", [nothing]), settings, stop));
        return Total(candidate, settings, stop) - own;
    }

    private ProcessMemory Total(Candidate candidate, SessionSettings settings, CancellationToken stop)
    {
        var runs = Enumerable.Range(0, Processes).Select(_ => Once(candidate, settings, stop)).ToList();
        return new(Median(runs.Select(run => run.Resident)), Median(runs.Select(run => run.Peak)))
        {
            Gpu = runs.TrueForAll(run => run.Gpu is not null) ? Median(runs.Select(run => run.Gpu!.Value)) : null,
        };
    }

    private ProcessMemory Once(Candidate candidate, SessionSettings settings, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var start = program(MemoryProbe.Arguments(candidate, settings));
        // A network is deployed without torch, which sets the heap for training unless a variable of this prefix is there.
        start.Environment["MALLOC_IS_FOR_DEPLOYMENT"] = "1";
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        using var killed = stop.Register(process.Kill);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        // A program may greet first; the probe writes its line last.
        var line = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n')[^1];
        process.WaitForExit();
        stop.ThrowIfCancellationRequested();
        if (process.ExitCode == 0 && line.Length > 0)
            return MemoryProbe.Parse(line);
        var reason = error.Result.Trim() is { Length: > 0 } said ? said : $"its process ended with exit code {process.ExitCode} and said nothing; "
            + $"a program must hand on the arguments that begin with '{MemoryProbe.Command}'";
        throw new InvalidOperationException($"The memory of {candidate.Name} could not be measured: {reason}");
    }

    private static long Median(IEnumerable<long> values) => values.Order().ElementAt(Processes / 2);
}
