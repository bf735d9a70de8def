namespace MtlDsl.Training.Data;

/// <summary>Which sample is due at a position of the endless sequence of samples.</summary>
/// <param name="Feed">Index of the data set.</param>
/// <param name="Example">Index of the image in it.</param>
/// <param name="Random">The sample's own source of chance.</param>
internal readonly record struct SampleTicket(int Feed, int Example, Random Random);
