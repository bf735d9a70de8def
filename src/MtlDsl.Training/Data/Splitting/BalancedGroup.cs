namespace MtlDsl.Training.Data;

/// <summary>Images that stay together when a data set is divided: those of one origin, or one image alone.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="ImagesOf">For each class, how many of them hold it.</param>
public sealed record BalancedGroup(int Images, IReadOnlyList<int> ImagesOf);
