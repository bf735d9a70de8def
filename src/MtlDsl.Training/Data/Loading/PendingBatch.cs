using System.Runtime.ExceptionServices;

namespace MtlDsl.Training.Data;

/// <summary>
/// A place in the loader's ring: a buffer, and how far its samples have come. All but the buffer is guarded by the loader's lock.
/// </summary>
internal sealed class PendingBatch(Architecture architecture, int slots)
{
    private readonly int slots = slots;
    private int remaining = slots;
    private int faultySlot;
    private ExceptionDispatchInfo? fault;

    /// <summary>Where the samples go.</summary>
    public BatchBuffer Buffer { get; } = new(architecture, slots);

    /// <summary>Whether every sample is there, or has failed.</summary>
    public bool Complete => remaining == 0;

    /// <summary>Notes that a sample is there, or why it is not.</summary>
    public void Finish(int slot, Exception? exception)
    {
        remaining--;
        // Of several failures the first in order is told, so that the message does not depend on the workers' pace.
        if (exception is not null && (fault is null || slot < faultySlot))
            (fault, faultySlot) = (ExceptionDispatchInfo.Capture(exception), slot);
    }

    /// <summary>Throws what went wrong with the batch, if anything.</summary>
    public void ThrowIfFaulty() => fault?.Throw();

    /// <summary>Makes ready for another batch.</summary>
    public void Reset() => remaining = slots;
}
