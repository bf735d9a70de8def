namespace MtlDsl.Training.Data;

/// <summary>A data set, or a split of one, in its own format. Reading is safe from several threads.</summary>
public interface IExampleSource
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>Reads and decodes one image with its labels.</summary>
    /// <exception cref="DataException">A file is missing, unreadable or not what the format says; the message names it.</exception>
    Example Read(int index);
}
