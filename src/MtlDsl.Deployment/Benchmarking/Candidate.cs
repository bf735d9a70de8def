namespace MtlDsl.Deployment.Benchmarking;

/// <summary>What is measured: a network, or several that together do its work.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Files">Exported networks.</param>
/// <param name="AtOnce">Whether several run at once, each called from a thread of its own; else one after the other.</param>
public sealed record Candidate(string Name, IReadOnlyList<string> Files, bool AtOnce = false)
{
    /// <summary>Bytes that its files take on disk.</summary>
    /// <exception cref="FileNotFoundException">One is missing.</exception>
    public long WeightBytes => Files.Sum(file => new FileInfo(file).Length);
}
