using MtlDsl.Deployment.Benchmarking;

namespace MtlDsl.App.Benchmarking;

/// <summary>What was measured of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Threads">Threads that computed a call.</param>
/// <param name="Latency">How long calls took.</param>
/// <param name="Memory">Memory above the runtime's own; it is measured with the first number of threads only, else null.</param>
internal sealed record Measured(Subject Subject, int Threads, Latency Latency, ProcessMemory? Memory)
{
    /// <summary>Images a call.</summary>
    public int Batch => Subject.Images;

    /// <summary>Bytes on disk.</summary>
    public long WeightBytes { get; } = Subject.Candidate.WeightBytes;

    /// <summary>Images through the network, or through all twins, a second.</summary>
    public double ImagesPerSecond => 1000 * Batch / Latency.Median;
}
