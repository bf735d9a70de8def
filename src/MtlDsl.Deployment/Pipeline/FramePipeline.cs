using System.Threading.Channels;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// Frames on their way through a network, in three threads: one decodes a frame and brings it into the input, one runs the network on the
/// frame before, one reads the outputs of the frame before that. Frames come out in order. One that fails comes out with its error, and
/// those after it go on; where the source itself fails or the network is closed, the frames before come out and then the error. Once all memory
/// was used, a frame takes no more.
/// </summary>
/// <example><code>
/// await using var frames = predictor.Stream(source);
/// await foreach (var frame in frames)
///     Show(frame.Number, frame.Prediction);
/// </code></example>
/// <typeparam name="TPrediction">What the network finds.</typeparam>
public sealed class FramePipeline<TPrediction> : IAsyncEnumerable<Frame<TPrediction>>, IAsyncDisposable where TPrediction : NetworkPrediction
{
    private readonly IFrameSource source;
    private readonly PipelineSettings settings;
    private readonly FrameSlot[] slots;
    private readonly FrameQueue<FrameSlot> free, waiting, computed;
    private readonly FrameQueue<Frame<TPrediction>> returned;

    // The one place where a caller waits without a thread. Without a token: with one, every wait would take memory.
    private readonly Channel<Frame<TPrediction>> ready =
        Channel.CreateUnbounded<Frame<TPrediction>>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenRegistration stopping;
    private readonly Task threads;
    private Exception? failure;
    private long dropped;
    private int taken;
    private volatile bool stopped;

    internal FramePipeline(NetworkSession session, IFrameSource source, PipelineSettings settings, Func<TPrediction> create, CancellationToken stop)
    {
        (this.source, this.settings) = (source, settings);
        // Beside those that wait, one is being filled, one runs, one was computed and one is read.
        slots = new FrameSlot[settings.Waiting + 4];
        for (var i = 0; i < slots.Length; i++)
            slots[i] = new FrameSlot(session.CreateRequest());
        // Just one is computed ahead: what waits before the network can still be dropped for something newer, and what ran cannot.
        (free, waiting, computed) = (new(slots.Length), new(slots.Length), new(1));
        foreach (var slot in slots)
            free.Add(slot);
        // Beside those that are ready, one is with the caller.
        returned = new(settings.Ready + 1);
        for (var i = 0; i <= settings.Ready; i++)
            returned.Add(new Frame<TPrediction>(create));
        threads = Task.WhenAll(Start(Decode), Start(Run), Start(Read));
        stopping = stop.Register(() => Stop(new OperationCanceledException(stop)));
    }

    /// <summary>Frames that the source gave and nobody computed, as <see cref="PipelineSettings.WhenFull"/> says.</summary>
    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Goes through the frames, once. Leaving, early or at the end, disposes the pipeline.</summary>
    /// <exception cref="InvalidOperationException">Someone did already.</exception>
    /// <exception cref="OperationCanceledException">The pipeline was asked to stop.</exception>
    /// <exception cref="ObjectDisposedException">The network was closed meanwhile.</exception>
    /// <exception cref="Exception">What the source failed with.</exception>
    public IAsyncEnumerator<Frame<TPrediction>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref taken, 1) == 0
            ? Enumerate(cancellationToken)
            : throw new InvalidOperationException("The frames of a pipeline can be gone through once.");

    /// <summary>Stops and waits for what runs: a call of the network, or the source's giving of a frame.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop(new ObjectDisposedException(nameof(FramePipeline<>)));
        await stopping.DisposeAsync().ConfigureAwait(false);
        await threads.ConfigureAwait(false);
        foreach (var slot in slots)
            slot.Request.Dispose();
    }

    private async IAsyncEnumerator<Frame<TPrediction>> Enumerate(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(() => Stop(new OperationCanceledException(cancellationToken))).ConfigureAwait(false);
        try
        {
            while (await ready.Reader.WaitToReadAsync().ConfigureAwait(false))
                while (ready.Reader.TryRead(out var frame))
                {
                    yield return frame;
                    returned.Add(frame);
                }
        }
        finally
        {
            // Who leaves may close the network next: no thread uses it any more.
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    private static Task Start(Action stage) =>
        Task.Factory.StartNew(stage, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Decode()
    {
        try
        {
            if (settings.WhenFull is FullQueue.Wait)
                DecodeAll();
            else
                DecodeLive();
        }
        catch (Exception error)
        {
            Fail(error);
        }
        waiting.Close();
    }

    // The source is not asked for a frame that has no place yet.
    private void DecodeAll()
    {
        for (long number = 0; free.Take() is { } slot && source.MoveNext(); number++)
            Fill(slot, number);
    }

    private void DecodeLive()
    {
        for (long number = 0; !stopped && source.MoveNext(); number++)
            if (Place() is { } slot)
                Fill(slot, number);
    }

    // A place for the newest frame; null where it is the one to be dropped.
    private FrameSlot? Place()
    {
        if (waiting.Count < settings.Waiting && free.TryTake() is { } slot)
            return slot;
        Interlocked.Increment(ref dropped);
        return settings.WhenFull is FullQueue.DropOldest ? waiting.TryTake() : null;
    }

    private void Fill(FrameSlot slot, long number)
    {
        slot.Fill(number, source, settings.KeepImages);
        waiting.Add(slot);
    }

    private void Run()
    {
        try
        {
            while (waiting.Take() is { } slot)
            {
                slot.Run();
                computed.Add(slot);
            }
        }
        catch (ObjectDisposedException closed)
        {
            Fail(closed);
            StopDecoding();
        }
        computed.Close();
    }

    private void Read()
    {
        while (computed.Take() is { } slot && returned.Take() is { } frame)
        {
            frame.Fill(slot);
            free.Add(slot);
            ready.Writer.TryWrite(frame);
        }
        ready.Writer.TryComplete(failure);
    }

    // The first failure is what ends the stream; it comes after the frames that are computed.
    private void Fail(Exception error) => Interlocked.CompareExchange(ref failure, error, null);

    private void StopDecoding()
    {
        stopped = true;
        free.Close(discard: true);
        waiting.Close(discard: true);
    }

    private void Stop(Exception reason)
    {
        ready.Writer.TryComplete(reason);
        StopDecoding();
        computed.Close(discard: true);
        returned.Close(discard: true);
    }
}
