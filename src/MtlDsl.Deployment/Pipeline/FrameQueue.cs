namespace MtlDsl.Deployment;

/// <summary>
/// Hands things from one thread to another, first in, first out, without taking memory. Who asks of an empty queue waits, and who brings
/// something to a full one.
/// </summary>
/// <param name="capacity">The most things that may be in it.</param>
internal sealed class FrameQueue<T>(int capacity) where T : class
{
    private readonly Queue<T> items = new(capacity);
    private bool isClosed, isDiscarded;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (items)
                return items.Count;
        }
    }

    /// <summary>Brings something, waiting until there is room.</summary>
    public void Add(T item)
    {
        lock (items)
        {
            while (items.Count == capacity && !isDiscarded)
                Monitor.Wait(items);
            if (isDiscarded)
                return;
            items.Enqueue(item);
            Monitor.PulseAll(items);
        }
    }

    /// <summary>Takes the first, waiting for it; null where there is none and none will come.</summary>
    public T? Take()
    {
        lock (items)
        {
            while (items.Count == 0 && !isClosed)
                Monitor.Wait(items);
            return TryTake();
        }
    }

    /// <summary>Takes the first if there is one.</summary>
    public T? TryTake()
    {
        lock (items)
        {
            if (!items.TryDequeue(out var item))
                return null;
            Monitor.PulseAll(items);
            return item;
        }
    }

    /// <summary>Says that none will come.</summary>
    /// <param name="discard">Whether those that are there, or come nevertheless, are given up.</param>
    public void Close(bool discard = false)
    {
        lock (items)
        {
            isClosed = true;
            if (discard)
            {
                isDiscarded = true;
                items.Clear();
            }
            Monitor.PulseAll(items);
        }
    }
}
