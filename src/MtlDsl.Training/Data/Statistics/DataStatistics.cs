using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>What a data set holds, as the heads of a network see it.</summary>
/// <param name="Images">Number of images.</param>
/// <param name="Origins">What they were cut from: an image that stands for itself is an origin of its own.</param>
/// <param name="Smallest">The least width and the least height of the images, not necessarily of one; zero where there is none.</param>
/// <param name="Largest">The largest width and the largest height.</param>
/// <param name="Heads">What is labelled for each head, in the architecture's order.</param>
public sealed record DataStatistics(int Images, int Origins, PixelSize Smallest, PixelSize Largest, IReadOnlyList<HeadStatistics> Heads)
{
    /// <summary>Reads a data set once, one image at a time.</summary>
    /// <param name="adapter">Brings its labels to the network's heads.</param>
    /// <param name="source">The images.</param>
    /// <param name="progress">Is told the number of images read.</param>
    /// <param name="stop">Stops between two images.</param>
    /// <exception cref="DataException">An image cannot be read or has an unknown label.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static DataStatistics Collect(
        DataAdapter adapter, IExampleSource source, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        var counter = new DataCounter(adapter);
        for (var index = 0; index < source.Count; index++)
        {
            stop.ThrowIfCancellationRequested();
            counter.Add(source.Read(index), source.Origin(index));
            progress?.Report(index + 1);
        }
        return counter.Result;
    }
}
