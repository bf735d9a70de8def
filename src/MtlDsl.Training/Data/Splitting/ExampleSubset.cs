namespace MtlDsl.Training.Data;

/// <summary>Some images of a data set.</summary>
/// <param name="source">The data set.</param>
/// <param name="indices">Which images of it, in the order in which they are to come.</param>
public sealed class ExampleSubset(IExampleSource source, IReadOnlyList<int> indices) : IExampleSource
{
    /// <inheritdoc/>
    public int Count => indices.Count;

    /// <inheritdoc/>
    public LabelKinds Labels => source.Labels;

    /// <inheritdoc/>
    public IReadOnlyCollection<string>? LabelNames => source.LabelNames;

    /// <inheritdoc/>
    public IReadOnlyList<DataRemark> Remarks => source.Remarks;

    /// <inheritdoc/>
    public Example Read(int index) => source.Read(indices[index]);

    /// <inheritdoc/>
    public string? Id(int index) => source.Id(indices[index]);

    /// <inheritdoc/>
    public string? Origin(int index) => source.Origin(indices[index]);
}
