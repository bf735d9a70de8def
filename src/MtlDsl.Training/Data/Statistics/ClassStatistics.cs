namespace MtlDsl.Training.Data;

/// <summary>How often a class of a head occurs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Images">Images that hold it.</param>
/// <param name="Objects">Objects of it, for a detection head; difficult ones are not among them.</param>
/// <param name="Pixels">Pixels of it, for a segmentation head.</param>
public readonly record struct ClassStatistics(string Name, int Images, long Objects, long Pixels);
