using System.Collections.Concurrent;

namespace MtlDsl.Training.Data;

/// <summary>Reads the images of a data set as samples, and does about broken ones what was asked. Safe for several threads.</summary>
/// <param name="adapter">Brings the data set's labels to the network's heads.</param>
/// <param name="examples">The images.</param>
/// <param name="onFault">What is done about an image that cannot be read.</param>
internal sealed class SampleReader(DataAdapter adapter, IExampleSource examples, FaultPolicy onFault)
{
    private readonly SampleMapper mapper = new(adapter);
    private readonly ConcurrentDictionary<int, string> faults = new();

    /// <summary>What was left out so far, in the order of the data set.</summary>
    public IEnumerable<SampleFault> Faults =>
        faults.OrderBy(fault => fault.Key).Select(fault => new SampleFault(adapter.Name, fault.Key, fault.Value));

    /// <summary>Reads an image, or the one that stands in for it.</summary>
    /// <exception cref="DataException">It cannot be read; or, where broken ones are skipped, none can.</exception>
    public Sample Read(int index)
    {
        for (var step = 0; step < examples.Count; step++)
            if (TryRead((index + step) % examples.Count) is { } sample)
                return sample;
        throw NothingToRead();
    }

    /// <summary>Reads an image; null where it is broken and such are skipped.</summary>
    /// <exception cref="DataException">It cannot be read, and broken ones are not skipped.</exception>
    public Sample? TryRead(int index)
    {
        // A broken image is not tried again: it costs a decode every time, and what stands in for it must not change.
        if (faults.ContainsKey(index))
            return null;
        try
        {
            return ReadExactly(index);
        }
        catch (DataException fault) when (onFault == FaultPolicy.Skip)
        {
            faults.TryAdd(index, fault.Message);
            return null;
        }
    }

    /// <summary>Reads an image, whatever is to be done about broken ones.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public Sample ReadExactly(int index) => mapper.Map(examples.Read(index));

    /// <summary>What is said where every image was left out.</summary>
    public DataException NothingToRead() => new(
        $"{adapter.Name}: none of its {examples.Count} images can be used. The first: {faults[0]}");
}
