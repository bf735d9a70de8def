namespace MtlDsl.Training.Data;

/// <summary>The augmentation of a data set: its transforms, one after the other.</summary>
/// <param name="transforms">What is done to every sample, in order.</param>
/// <param name="read">Reads a sample of the data set by its index.</param>
/// <param name="count">Number of images in the data set.</param>
public sealed class Augmentation(IReadOnlyList<Transform> transforms, Func<int, Sample> read, int count)
{
    /// <summary>Reads a sample and applies all transforms.</summary>
    /// <param name="index">Which image.</param>
    /// <param name="random">The sample's own source of chance; the same numbers give the same sample.</param>
    public Sample Prepare(int index, Random random) => Prepare(index, random, transforms.Count);

    private Sample Prepare(int index, Random random, int steps)
    {
        var sample = read(index);
        for (var step = 0; step < steps; step++)
        {
            var before = step;
            transforms[step].Apply(sample, random, () => Prepare(random.Next(count), random, before));
        }
        return sample;
    }
}
