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
        if (onFault == FaultPolicy.Stop)
            return mapper.Map(examples.Read(index));
        for (var step = 0; step < examples.Count; step++)
            if (TryRead((index + step) % examples.Count) is { } sample)
                return sample;
        throw new DataException(
            $"{adapter.Name}: none of its {examples.Count} images can be used, so there is nothing to learn from. The first: {faults[0]}");
    }

    // A broken image is not tried again: it costs a decode every time, and what stands in for it must not change.
    private Sample? TryRead(int index)
    {
        if (faults.ContainsKey(index))
            return null;
        try
        {
            return mapper.Map(examples.Read(index));
        }
        catch (DataException fault)
        {
            faults.TryAdd(index, fault.Message);
            return null;
        }
    }
}
