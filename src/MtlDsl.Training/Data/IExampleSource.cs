namespace MtlDsl.Training.Data;

/// <summary>A data set, or a split of one, in its own format. Reading is safe from several threads.</summary>
public interface IExampleSource
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>What the data set may say of an image; of what is not among it, it says nothing about any.</summary>
    LabelKinds Labels => LabelKinds.All;

    /// <summary>
    /// The names of all classes that the data set knows, whether or not they occur; null where its format has no list of them, or the list is not of
    /// every kind of labels.
    /// </summary>
    IReadOnlyCollection<string>? LabelNames => null;

    /// <summary>What was noticed when it was opened and does not stop the reading.</summary>
    IReadOnlyList<DataRemark> Remarks => [];

    /// <summary>Reads and decodes one image with its labels.</summary>
    /// <exception cref="DataException">A file is missing, unreadable or not what the format says; the message names it.</exception>
    Example Read(int index);

    /// <summary>What the data set calls an image, as <see cref="Example.Id"/>; null where only reading the image tells.</summary>
    string? Id(int index) => null;

    /// <summary>
    /// What an image was cut from: a video, a flight, a large photo. Images of one origin look alike, so they are kept together whenever
    /// images are divided.
    /// </summary>
    /// <returns>The origin's name within the data set; null for an image that stands for itself.</returns>
    string? Origin(int index) => null;
}
