using MtlDsl.Training.Data;

namespace MtlDsl.App;

/// <summary>A data set that a program knows.</summary>
/// <param name="Adapter">Brings it to the network.</param>
/// <param name="Weight">How many of its images come to the others' weights in a batch.</param>
internal sealed record DataSet(DataAdapter Adapter, int Weight);
