namespace MtlDsl.Training.Data;

/// <summary>Holds images out of training, to choose settings on where a data set has no part for that.</summary>
public static class HoldOut
{
    /// <summary>
    /// Divides a data set at random, whole origins at a time (see <see cref="IExampleSource.Origin"/>). No image is decoded.
    /// </summary>
    /// <param name="source">The data set, usually its training part.</param>
    /// <param name="share">How much of it to hold out, 0 or more and less than 1; met as closely as whole origins allow.</param>
    /// <param name="seed">The same seed gives the same parts.</param>
    /// <returns>What is left for training and what is held out: nothing where all images come from one origin.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is none.</exception>
    public static (IExampleSource Train, IExampleSource Validation) Split(IExampleSource source, double share, ulong seed)
    {
        if (!(share is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is 0 or more and less than 1.");
        var held = OriginChoice.Choose([.. Enumerable.Range(0, source.Count).Select(source.Origin)], share, seed);
        return (Part(false), Part(true));

        ExampleSubset Part(bool isHeld) => new(source, [.. Enumerable.Range(0, source.Count).Where(index => held[index] == isHeld)]);
    }
}
