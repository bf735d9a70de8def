namespace MtlDsl.Training.Distributed;

/// <summary>
/// An exchange between ranks has failed because of another rank or of the connection to it. <see cref="ProcessGroup"/> finds out which, and
/// throws a <see cref="DistributedException"/>.
/// </summary>
public sealed class CollectiveException : Exception
{
    /// <summary>Says what has failed.</summary>
    public CollectiveException(string message) : base(message)
    {
    }

    /// <summary>Says what has failed, and what brought it about.</summary>
    public CollectiveException(string message, Exception inner) : base(message, inner)
    {
    }
}
