namespace MtlDsl.Training.Data;

/// <summary>What a check of a data set found.</summary>
/// <param name="DataSet">Name of the data set's declaration, or of several.</param>
/// <param name="Split">The part of the data set.</param>
/// <param name="Remark">What is wrong, or should be known; names the image or the file, and where it is not plain, the remedy.</param>
public sealed record DataFinding(string DataSet, Split Split, DataRemark Remark)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Remark.IsFault ? "" : "warning: ")}{DataSet}, {Split}: {Remark.Message}";
}
