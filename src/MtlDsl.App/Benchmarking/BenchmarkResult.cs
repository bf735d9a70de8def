using MtlDsl.Deployment;
using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.App.Benchmarking;

/// <summary>A benchmark's outcome.</summary>
/// <param name="Network">Name of the declared network.</param>
/// <param name="Provider">What computed.</param>
/// <param name="Rounds">Calls of each subject.</param>
/// <param name="Rows">What was measured.</param>
/// <param name="Profile">Where the time of the declared network goes; empty where that was not asked for.</param>
internal sealed record BenchmarkResult(string Network, ExecutionProvider Provider, int Rounds, IReadOnlyList<Measured> Rows, IReadOnlyList<NodeTime> Profile)
{
    /// <summary>What sharing the trunk saves.</summary>
    public IReadOnlyList<Advantage> Advantages => Advantage.Of(Rows);
}
