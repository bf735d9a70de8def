using System.Security.Cryptography;

namespace MtlDsl.Training.Data;

/// <summary>
/// Reads a data set from end to end, counts what it holds and notes all that is wrong with it: part by part, and in the end as a whole. For one
/// thread.
/// </summary>
/// <param name="adapter">Brings the data set's labels to the network's heads.</param>
public sealed class DataChecker(DataAdapter adapter)
{
    private readonly ExampleChecker labels = new(adapter);
    private readonly UnknownLabels unknown = new(adapter);
    private readonly List<DataFinding> findings = [];
    private readonly Dictionary<string, (Split Split, string Id)> pictures = [];
    private readonly Dictionary<string, Split> origins = new(StringComparer.Ordinal);
    private readonly Dictionary<Split, DataStatistics> statistics = [];
    private readonly Dictionary<Split, IReadOnlyList<int>> sound = [];
    private readonly SortedSet<string> names = new(StringComparer.Ordinal), seen = new(StringComparer.Ordinal);
    private bool hasNames;

    /// <summary>What was found, in that order.</summary>
    public IReadOnlyList<DataFinding> Findings => findings;

    /// <summary>What the parts that were checked hold, broken images left out.</summary>
    public IReadOnlyDictionary<Split, DataStatistics> Statistics => statistics;

    /// <summary>Indices of the images of each part that can be learnt from: a box that is cut does not hinder it.</summary>
    public IReadOnlyDictionary<Split, IReadOnlyList<int>> Sound => sound;

    /// <summary>Opens a part of the data set. What is wrong with it as a whole is noted.</summary>
    /// <returns>The images; null where the part cannot be opened.</returns>
    public IExampleSource? Open(string? root, Split split)
    {
        try
        {
            var source = adapter.Open(root, split);
            foreach (var remark in source.Remarks.Where(remark => remark.Concerns(adapter.Architecture)))
                NoteOnce(split, remark);
            hasNames |= source.LabelNames is not null;
            names.UnionWith(source.LabelNames ?? []);
            return source;
        }
        catch (DataException fault)
        {
            NoteOnce(split, new(fault.Message, IsFault: true));
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
        foreach (var (example, hash, fault) in ReadAhead.Each(source.Count, number => Read(source, number)))
        {
            stop.ThrowIfCancellationRequested();
            if (example is null)
                Note(split, fault!);
            else if (Check(split, example, hash))
            {
                counter.Add(example, source.Origin(index));
                right.Add(index);
            }
            CheckOrigin(split, source.Origin(index));
            progress?.Report(++index);
        }
        if (unknown.Take() is { } message)
            Note(split, message);
        (statistics[split], sound[split]) = (counter.Result, right);
    }

    /// <summary>
    /// Holds the labels that the declaration names against those of the data set, once its parts were checked: one that is written otherwise maps
    /// nothing. It is a fault where the data set has a list of its labels; elsewhere a label may just not occur.
    /// </summary>
    public void Conclude()
    {
        if (statistics.Count == 0)
            return;
        var known = (hasNames ? names : seen).Select(DataAdapter.LabelKey).ToHashSet(StringComparer.Ordinal);
        string[] strays = [.. adapter.DeclaredLabels.Where(label => !known.Contains(DataAdapter.LabelKey(label))).Distinct().Select(label => $"\"{label}\"")];
        if (strays.Length > 0)
            findings.Add(new(adapter.Name, Split.Train, new(hasNames
                ? $"the data set has no label {string.Join(" and no ", strays)}, which the declaration names; its labels are {Excerpt.Of(string.Join(", ", names))}."
                : $"no image has the label {string.Join(" or ", strays)}, which the declaration names; the labels are {Excerpt.Of(string.Join(", ", seen))}.", hasNames)));
    }

    // Whether the image can be learnt from.
    private bool Check(Split split, Example example, string hash)
    {
        foreach (var message in ExampleChecker.BoxFaults(example))
            Note(split, message);
        var right = true;
        foreach (var message in ExampleChecker.MaskFaults(example))
        {
            Note(split, message);
            right = false;
        }
        seen.UnionWith(ExampleChecker.Labels(example));
        foreach (var (head, label) in labels.UnknownLabels(example))
        {
            unknown.Add(label, head, example.Id);
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

    // What is wrong with the whole data set is so for each of its parts.
    private void NoteOnce(Split split, DataRemark remark)
    {
        if (findings.All(known => known.Remark.Message != remark.Message))
            findings.Add(new(adapter.Name, split, remark));
    }

    private void Note(Split split, string fault) => findings.Add(new(adapter.Name, split, new(fault, IsFault: true)));
}
