using MtlDsl.Messages;

namespace MtlDsl.Training.Data;

/// <summary>Something is wrong with a data set; the message names the file, what was found, and what to do.</summary>
public sealed class DataException : Exception
{
    /// <summary>Names the file and the fault. Control characters, which names and labels may bring along, are escaped.</summary>
    public DataException(string message, Exception? inner = null) : base(Printable.Line(message), inner)
    {
    }
}
