namespace MtlDsl.Training.Data;

/// <summary>An image that training left out.</summary>
/// <param name="DataSet">Name of the data set's declaration.</param>
/// <param name="Example">Index of the image in it.</param>
/// <param name="Message">What is wrong with it; names the file.</param>
public sealed record SampleFault(string DataSet, int Example, string Message);
