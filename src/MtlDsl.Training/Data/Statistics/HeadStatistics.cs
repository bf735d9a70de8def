namespace MtlDsl.Training.Data;

/// <summary>What a data set labels for a head.</summary>
/// <param name="Head">The head's name.</param>
/// <param name="Images">Images with labels for it.</param>
/// <param name="Classes">Its classes in order; none for a head without.</param>
/// <param name="DifficultObjects">Objects that are neither trained on nor counted.</param>
/// <param name="UnlabelledPixels">Pixels of labelled images that have no label.</param>
/// <param name="LabelledValues">Values of a regression head.</param>
/// <param name="Identities">Different identities of an embedding head.</param>
/// <param name="RepeatedIdentities">Those of two images or more.</param>
public sealed record HeadStatistics(
    string Head, int Images, IReadOnlyList<ClassStatistics> Classes, long DifficultObjects, long UnlabelledPixels, long LabelledValues,
    int Identities, int RepeatedIdentities)
{
    /// <summary>
    /// How much there is to learn from: objects, pixels, values or images that are labelled, or identities that two images show while others show
    /// something else.
    /// </summary>
    public long Labels { get; init; }

    /// <summary>Pixels that have a label.</summary>
    public long LabelledPixels => Classes.Sum(c => c.Pixels);

    /// <summary>The part of the labelled pixels that a class has, 0 to 1; 0 where no pixel is labelled.</summary>
    public double PixelShare(int index) => LabelledPixels is > 0 and var all ? (double)Classes[index].Pixels / all : 0;

    /// <summary>The part of the labelled images that hold a class, 0 to 1; 0 where no image is labelled.</summary>
    public double ImageShare(int index) => Images > 0 ? (double)Classes[index].Images / Images : 0;
}
