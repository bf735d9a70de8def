namespace MtlDsl.Training.Data;

/// <summary>Work on numbered things that is done ahead of who needs the results, on all cores, and given in order.</summary>
internal static class ReadAhead
{
    /// <summary>The results for 0, 1 ... in order. While one is used those of the next numbers are made, as many as the machine has cores.</summary>
    /// <param name="count">Number of things.</param>
    /// <param name="make">Makes a result; called by several threads. What it throws comes when its result is due.</param>
    public static IEnumerable<T> Each<T>(int count, Func<int, T> make)
    {
        var pending = new Queue<Task<T>>();
        for (var next = 0; next < count || pending.Count > 0;)
        {
            for (; next < count && pending.Count <= Environment.ProcessorCount; next++)
            {
                var index = next;
                pending.Enqueue(Task.Run(() => make(index)));
            }
            yield return pending.Dequeue().GetAwaiter().GetResult();
        }
    }
}
