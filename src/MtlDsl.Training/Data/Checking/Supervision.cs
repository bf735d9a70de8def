namespace MtlDsl.Training.Data;

/// <summary>What a network's data sets together leave without a label. One alone may well label one task only.</summary>
public static class Supervision
{
    /// <summary>Finds heads and classes without labels.</summary>
    /// <param name="sets">The data sets of one network with what was counted in each part; those that could not be read are left out.</param>
    public static IEnumerable<DataFinding> Check(IReadOnlyList<(DataAdapter Adapter, IReadOnlyDictionary<Split, DataStatistics> Parts)> sets)
    {
        foreach (var split in new[] { Split.Train, Split.Test })
        {
            var parts = sets.Where(set => set.Parts.TryGetValue(split, out var part) && part.Images > 0).Select(set => (set.Adapter, Part: set.Parts[split])).ToList();
            // What could not be read may be what labels the rest.
            if (parts.Count < sets.Count)
                continue;
            var (adapters, heads) = (string.Join(", ", parts.Select(part => part.Adapter.Name)), parts[0].Adapter.Architecture.Heads);
            for (var index = 0; index < heads.Count; index++)
                if (Missing(heads[index], [.. parts.Select(part => part.Part.Heads[index])], split) is { } remark)
                    yield return new(adapters, split, remark);
        }
    }

    private static DataRemark? Missing(Head head, IReadOnlyList<HeadStatistics> counts, Split split)
    {
        var isLearnt = split == Split.Train;
        if (counts.Sum(count => count.Labels) == 0)
            return new(
                head is EmbeddingHead && counts.Any(count => count.Identities > 0)
                    ? $"no two images show the same while others show something else, so the head '{head.Name}' {(isLearnt ? "learns nothing from" : "is not measured on")} {counts.Sum(count => count.Identities)} identities; "
                        + "put several images into the folder of each."
                    : $"no {What(head)} is labelled for the head '{head.Name}', {(isLearnt ? "which would stay as it started" : "so it is not measured")}; label some{(isLearnt ? ", or remove the head" : "")}.",
                IsFault: isLearnt);
        string[] missing = [.. head.Classes.Where((_, k) => counts.Sum(count => (long)count.Classes[k].Images) == 0).Select(c => c.Name)];
        return missing.Length == 0
            ? null
            : new($"no {What(head)} of the head '{head.Name}' is {string.Join(" or ", missing)}: such {(isLearnt ? "is never learnt" : "is not measured")}.", IsFault: false);
    }

    private static string What(Head head) => head switch
    {
        SegmentationHead or RegressionHead => "pixel",
        DetectionHead => "object",
        _ => "image",
    };
}
