using System.Diagnostics;
using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// A loader's batches on the device of the network. For a device that computes beside the program, the next batch is fetched on another thread
/// while the step works on the last one.
/// </summary>
/// <param name="loader">Prepares batches on the CPU.</param>
/// <param name="device">Where they go.</param>
internal sealed class DeviceBatches(BatchLoader loader, Device device) : IDisposable
{
    private Task<Batch>? ahead;

    /// <summary>Where they come from.</summary>
    public BatchLoader Loader => loader;

    /// <summary>Number of the batch that <see cref="Next"/> gives next, from 0.</summary>
    public long Position { get; private set; } = loader.Position;

    /// <summary>The time that <see cref="Next"/> has taken so far: what steps lost to loading.</summary>
    public TimeSpan Waited { get; private set; }

    /// <summary>Waits for the next batch, which the caller disposes.</summary>
    /// <param name="isLast">Whether no other is wanted after it for now.</param>
    /// <exception cref="DataException">An image of the batch cannot be read.</exception>
    public Batch Next(bool isLast = false)
    {
        var began = Stopwatch.GetTimestamp();
        var batch = device.type == DeviceType.CPU ? loader.Next() : (ahead ?? Fetch()).GetAwaiter().GetResult();
        Position++;
        ahead = isLast || device.type == DeviceType.CPU ? null : Fetch();
        Waited += Stopwatch.GetElapsedTime(began);
        return batch;
    }

    /// <summary>The next batches; each is disposed when the one after it is asked for.</summary>
    /// <param name="count">How many.</param>
    /// <param name="areLast">Whether no other is wanted after them for now.</param>
    /// <exception cref="DataException">An image of a batch cannot be read.</exception>
    public IEnumerable<Batch> Take(int count, bool areLast)
    {
        for (var i = 1; i <= count; i++)
        {
            using var batch = Next(isLast: areLast && i == count);
            yield return batch;
        }
    }

    /// <summary>Waits for the batch that is on its way and gives it up; the loader is its owner's.</summary>
    public void Dispose()
    {
        try
        {
            ahead?.GetAwaiter().GetResult().Dispose();
        }
        catch (Exception)
        {
            // Nobody is going to use it.
        }
        ahead = null;
    }

    private Task<Batch> Fetch() => Task.Run(() =>
    {
        using var batch = loader.Next();
        return batch.To(device);
    });
}
