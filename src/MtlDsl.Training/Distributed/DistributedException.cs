namespace MtlDsl.Training.Distributed;

/// <summary>Processes that train together cannot go on, or cannot begin; the message says which rank is the cause, and what to do.</summary>
public sealed class DistributedException : Exception
{
    /// <summary>Names the rank and the fault.</summary>
    public DistributedException(string message) : base(message)
    {
    }

    /// <summary>Names the rank and the fault that another exception has.</summary>
    public DistributedException(string message, Exception inner) : base(message, inner)
    {
    }
}
