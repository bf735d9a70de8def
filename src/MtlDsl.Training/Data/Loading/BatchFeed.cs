namespace MtlDsl.Training.Data;

/// <summary>One of the data sets that batches are mixed from.</summary>
/// <param name="Adapter">Brings the data set's labels to the network's heads.</param>
/// <param name="Examples">The images.</param>
/// <param name="Weight">Images of this data set for the others' weights: with 2 and 1, every third image is the other's.</param>
public sealed record BatchFeed(DataAdapter Adapter, IExampleSource Examples, int Weight = 1);
