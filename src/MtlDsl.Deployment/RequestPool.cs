namespace MtlDsl.Deployment;

/// <summary>
/// Requests for calls that overlap: each call has one for itself and gives it back. Who calls alone gets the same one again and again, so that
/// nothing is allocated. Where as many calls run as there are processors, the next waits: it would compute no sooner, and take more memory.
/// </summary>
internal sealed class RequestPool(NetworkSession session) : IDisposable
{
    private readonly Stack<InferenceRequest> free = [];
    private int made;
    private bool isClosed;

    /// <summary>Lends a request.</summary>
    /// <param name="batch">Images a call.</param>
    /// <exception cref="ArgumentException">The network was exported for another number of images.</exception>
    /// <exception cref="ObjectDisposedException">The network was closed.</exception>
    public Lease Rent(int batch)
    {
        session.RequireBatch(batch);
        InferenceRequest? unfit = null;
        lock (free)
        {
            while (free.Count == 0 && made == Environment.ProcessorCount && !isClosed)
                Monitor.Wait(free);
            ObjectDisposedException.ThrowIf(isClosed, session);
            if (free.TryPop(out var request))
            {
                if (request.Batch == batch)
                    return new Lease(this, request);
                unfit = request;
            }
            else
                made++;
        }
        // One of another size makes room.
        unfit?.Dispose();
        try
        {
            return new Lease(this, session.CreateRequest(batch));
        }
        catch
        {
            lock (free)
            {
                made--;
                Monitor.PulseAll(free);
            }
            throw;
        }
    }

    /// <summary>Waits for the calls that run, and lends no more.</summary>
    public void Dispose()
    {
        lock (free)
        {
            isClosed = true;
            Monitor.PulseAll(free);
            while (free.Count < made)
                Monitor.Wait(free);
            made = 0;
        }
        while (free.TryPop(out var request))
            request.Dispose();
    }

    private void Return(InferenceRequest request)
    {
        lock (free)
        {
            free.Push(request);
            Monitor.PulseAll(free);
        }
    }

    /// <summary>A request until it is given back.</summary>
    public readonly ref struct Lease(RequestPool pool, InferenceRequest request) : IDisposable
    {
        public InferenceRequest Request => request;

        public void Dispose() => pool.Return(request);
    }
}
