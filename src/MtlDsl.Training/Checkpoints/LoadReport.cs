namespace MtlDsl.Training.Checkpoints;

/// <summary>A tensor whose shape in the file is not the network's.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expected">The network's shape.</param>
/// <param name="Found">The file's shape.</param>
public sealed record ShapeMismatch(string Name, IReadOnlyList<long> Expected, IReadOnlyList<long> Found)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({string.Join('x', Found)} instead of {string.Join('x', Expected)})";
}

/// <summary>How the tensors of a file fit a network.</summary>
/// <param name="File">The file.</param>
/// <param name="Loaded">Number of tensors that were taken over.</param>
/// <param name="Missing">Tensors of the network that the file lacks.</param>
/// <param name="Mismatched">Tensors that both have, in different shapes.</param>
/// <param name="Unexpected">Tensors of the file that the network lacks, without those left out on purpose.</param>
/// <param name="LeftOut">Number of tensors left out on purpose: a published network's classifier.</param>
public sealed record LoadReport(
    string File,
    int Loaded,
    IReadOnlyList<string> Missing,
    IReadOnlyList<ShapeMismatch> Mismatched,
    IReadOnlyList<string> Unexpected,
    int LeftOut)
{
    private const int Shown = 3;

    /// <summary>Stages of the trunk that heads have for themselves and that were loaded too: "segmentation.layer4".</summary>
    public IReadOnlyList<string> HeadStages { get; init; } = [];

    /// <summary>The heads that learned, where the file says that not all did; empty for all.</summary>
    public IReadOnlyList<string> Learned { get; init; } = [];

    /// <summary>Whether the network got all its weights from the file.</summary>
    public bool IsComplete => Missing.Count == 0 && Mismatched.Count == 0;

    /// <summary>The report in one line.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{Loaded} tensors loaded" };
        if (HeadStages.Count > 0)
            parts.Add($"among them the heads' own {string.Join(", ", HeadStages)}");
        if (LeftOut > 0)
            parts.Add($"{LeftOut} of the classifier left out");
        if (Missing.Count > 0)
            parts.Add($"{Missing.Count} missing: {List(Missing)}");
        if (Mismatched.Count > 0)
            parts.Add($"{Mismatched.Count} of another shape: {List(Mismatched)}");
        if (Unexpected.Count > 0)
            parts.Add($"{Unexpected.Count} not used: {List(Unexpected)}");
        return $"{File}: {string.Join("; ", parts)}";
    }

    private static string List<T>(IReadOnlyList<T> items) =>
        string.Join(", ", items.Take(Shown)) + (items.Count > Shown ? ", ..." : "");
}
