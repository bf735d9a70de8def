using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Tests;

/// <summary>What the last run of a driver made of what it knew from the run before.</summary>
internal sealed class Rerun
{
    private Rerun(GeneratorDriver driver)
    {
        var results = driver.GetRunResult().Results;
        Steps = results.SelectMany(result => result.TrackedSteps).Where(step => Names.Contains(step.Key))
            .SelectMany(step => step.Value.SelectMany(run => run.Outputs).Select(output => (step.Key, output.Reason)))
            .ToLookup(step => step.Key, step => step.Reason);
        Outputs = [.. results.SelectMany(result => result.TrackedOutputSteps.Values).SelectMany(runs => runs).SelectMany(run => run.Outputs).Select(output => output.Reason)];
    }

    /// <summary>The names of all steps that the generators name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(TrackingNames).GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>Why each value of a named step stands where it stands.</summary>
    public ILookup<string, IncrementalStepRunReason> Steps { get; }

    /// <summary>The same of each written file's step.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Outputs { get; }

    public static Rerun Of(GeneratorDriver driver) => new(driver);

    /// <summary>Generates for a project and then for its edited self.</summary>
    public static Rerun Of(Compilation before, Compilation after) => new(Host.Driver().RunGenerators(before).RunGenerators(after));

    /// <summary>Nothing was written anew, and no step gave another value.</summary>
    public void ShouldBeIdle()
    {
        Steps.SelectMany(step => step).ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached || reason == IncrementalStepRunReason.Unchanged);
        Outputs.ShouldAllBe(reason => reason == IncrementalStepRunReason.Cached);
    }
}
