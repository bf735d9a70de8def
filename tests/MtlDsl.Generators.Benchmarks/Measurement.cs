using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Benchmarks;

/// <summary>What one run of a driver took.</summary>
/// <param name="Milliseconds">Time.</param>
/// <param name="Megabytes">Allocated memory.</param>
/// <param name="MadeAnew">networks written.</param>
internal sealed record Measurement(double Milliseconds, double Megabytes, int MadeAnew)
{
    public static Measurement Of(GeneratorDriver driver, Compilation compilation)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        driver = driver.RunGenerators(compilation);
        var time = clock.Elapsed.TotalMilliseconds;
        var megabytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1e6;
        var anew = driver.GetRunResult().Results.SelectMany(result => result.TrackedOutputSteps.Values).SelectMany(steps => steps).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified);
        return new(time, megabytes, anew);
    }

    /// <summary>The median of several runs, each prepared outside the measured time; a few before them warm the process up.</summary>
    public static Measurement Median(int runs, Func<int, (GeneratorDriver Driver, Compilation Compilation)> prepare)
    {
        const int warmUp = 10;
        var all = new List<Measurement>();
        for (var run = 0; run < warmUp + runs; run++)
        {
            var (driver, compilation) = prepare(run + 1);
            all.Add(Of(driver, compilation));
        }
        return all.Skip(warmUp).OrderBy(measurement => measurement.Milliseconds).ElementAt(runs / 2);
    }
}
