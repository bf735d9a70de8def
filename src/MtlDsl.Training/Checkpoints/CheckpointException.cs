namespace MtlDsl.Training.Checkpoints;

/// <summary>A file of weights cannot be read, written or used; the message names the file, what was found, and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Names the file and the fault.</summary>
    public CheckpointException(string message, Exception? inner = null) : base(message, inner)
    {
    }
}
