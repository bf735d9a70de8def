namespace MtlDsl.Training.Data;

/// <summary>Something that is wrong with a data set.</summary>
/// <param name="DataSet">Name of the data set's declaration.</param>
/// <param name="Split">The part of the data set.</param>
/// <param name="Message">What is wrong; names the image or the file, and where it is not plain, the remedy.</param>
public sealed record DataFault(string DataSet, Split Split, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{DataSet}, {Split}: {Message}";
}
