using MtlDsl.Messages;

namespace MtlDsl.Training.Data;

/// <summary>Something about a data set that its reader noticed and that does not stop the reading.</summary>
/// <param name="Message">What; names the file, and where it is not plain, the remedy.</param>
/// <param name="IsFault">Whether it is a mistake; otherwise it is something that whoever reads the data set should know.</param>
/// <param name="About">The labels that it is about: a network that learns from none of them need not be told.</param>
public sealed record DataRemark(string Message, bool IsFault, LabelKinds About = LabelKinds.All)
{
    /// <summary>What; names the file, and where it is not plain, the remedy. Control characters are escaped.</summary>
    public string Message { get; } = Printable.Line(Message);

    /// <summary>Whether a network learns from labels that it is about.</summary>
    public bool Concerns(Architecture architecture) => architecture.Heads.Any(head => (head.LearnsFrom() & About) != LabelKinds.None);
}
