namespace MtlDsl.Training;

/// <summary>Training cannot go on; the message says which task, at which iteration, and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Names the task, the iteration and the fault.</summary>
    public TrainingException(string message) : base(message)
    {
    }
}
