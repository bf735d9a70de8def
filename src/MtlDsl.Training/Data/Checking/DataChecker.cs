using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MtlDsl.Training.Data;

/// <summary>Reads a data set from end to end, counts what it holds and notes all that is wrong with it. For one thread.</summary>
/// <param name="adapter">Brings the data set's labels to the network's heads.</param>
public sealed class DataChecker(DataAdapter adapter)
{
    private readonly ExampleChecker labels = new(adapter);
    private readonly List<DataFault> faults = [];
    private readonly Dictionary<string, (Split Split, string Id)> pictures = [];
    private readonly Dictionary<string, Split> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<Split, DataStatistics> statistics = [];
    private readonly Dictionary<Split, IReadOnlyList<int>> sound = [];

    /// <summary>What is wrong, in the order in which it was found.</summary>
    public IReadOnlyList<DataFault> Faults => faults;

    /// <summary>What the parts that were checked hold, broken images left out.</summary>
    public IReadOnlyDictionary<Split, DataStatistics> Statistics => statistics;

    /// <summary>Indices of the images of each part that are right in every way that one image can be.</summary>
    public IReadOnlyDictionary<Split, IReadOnlyList<int>> Sound => sound;

    /// <summary>Opens a part of the data set. What is wrong with it as a whole is noted.</summary>
    /// <returns>The images; null where the part cannot be opened.</returns>
    public IExampleSource? Open(string? root, Split split)
    {
        try
        {
            return adapter.Open(root, split);
        }
        catch (DataException fault)
        {
            // What is wrong with the whole data set is so for each of its parts.
            if (faults.All(known => known.Message != fault.Message))
                Note(split, fault.Message);
            return null;
        }
    }

    /// <summary>Reads every image of a part.</summary>
    /// <param name="split">Which part.</param>
    /// <param name="source">Its images.</param>
    /// <param name="progress">Is told the number of images read.</param>
    /// <param name="stop">Stops between two images.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Check(Split split, IExampleSource source, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        var (counter, right, index) = (new DataCounter(adapter), new List<int>(), 0);
        var unknown = new Dictionary<(string Head, string Label), (Head Head, string First, int Images)>();
        foreach (var (example, hash, fault) in ReadAhead.Each(source.Count, number => Read(source, number)))
        {
            stop.ThrowIfCancellationRequested();
            if (example is null)
                Note(split, fault!);
            else if (Check(split, example, hash, unknown))
            {
                counter.Add(example, source.Origin(index));
                right.Add(index);
            }
            CheckOrigin(split, source.Origin(index));
            progress?.Report(++index);
        }
        foreach (var ((_, label), (head, first, images)) in unknown)
            Note(split, $"{images} image(s), the first of them '{first}', have {SampleMapper.UnknownLabel(adapter, label, head)}");
        (statistics[split], sound[split]) = (counter.Result, right);
    }

    // Whether the image can be learnt from.
    private bool Check(Split split, Example example, string hash, Dictionary<(string, string), (Head, string, int)> unknown)
    {
        var right = true;
        foreach (var message in ExampleChecker.Faults(example))
        {
            Note(split, message);
            right = false;
        }
        foreach (var (head, label) in labels.UnknownLabels(example))
        {
            ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(unknown, (head.Name, label), out var known);
            entry = known ? entry with { Item3 = entry.Item3 + 1 } : (head, example.Id, 1);
            right = false;
        }
        if (!pictures.TryAdd(hash, (split, example.Id)) && pictures[hash] is var twin && twin.Split != split)
            Note(split, $"image '{example.Id}' is the same picture as '{twin.Id}' of {twin.Split}: what is measured on one is learnt from the other; remove one.");
        return right;
    }

    private void CheckOrigin(Split split, string? origin)
    {
        if (origin is null || origins.TryAdd(origin, split) || origins[origin] == split)
            return;
        Note(split, $"images of '{origin}' are in {origins[origin]} too: they look alike, so measures would flatter; keep them in one part.");
        origins[origin] = split; // said once
    }

    private static (Example? Example, string Hash, string? Fault) Read(IExampleSource source, int index)
    {
        try
        {
            var example = source.Read(index);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(BitConverter.GetBytes(example.Image.Width));
            hash.AppendData(example.Image.Pixels);
            return (example, Convert.ToHexString(hash.GetHashAndReset()), null);
        }
        catch (DataException fault)
        {
            return (null, "", fault.Message);
        }
    }

    private void Note(Split split, string message) => faults.Add(new DataFault(adapter.Name, split, message));
}
