using System.Runtime.InteropServices;

namespace MtlDsl.Training.Data;

/// <summary>Gathers the labels that a declaration does not know, so that they are told of once and together.</summary>
/// <param name="adapter">The declaration.</param>
internal sealed class UnknownLabels(DataAdapter adapter)
{
    private readonly Dictionary<(string Label, string Head), (string First, int Images)> found = [];
    private readonly HashSet<(string Label, string Head)> told = [];

    /// <summary>Takes note of a label.</summary>
    public void Add(string label, Head head, string image)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(found, (label, head.Name), out var isKnown);
        entry = isKnown ? entry with { Images = entry.Images + 1 } : (image, 1);
    }

    /// <summary>All that was gathered since it was last asked for and not told of before, in one message; null if there is none.</summary>
    public string? Take()
    {
        var labels = found.Where(entry => told.Add(entry.Key)).GroupBy(entry => entry.Key.Label).ToList();
        found.Clear();
        if (labels.Count == 0)
            return null;
        var (first, heads) = (labels[0].Key, labels.SelectMany(label => label).Select(entry => entry.Key.Head).Distinct().ToHashSet());
        var listed = labels.Select(label =>
        {
            var (image, images) = label.MaxBy(entry => entry.Value.Images).Value;
            return $"\"{label.Key}\" ({images} image(s), the first '{image}'{(label.Count() < heads.Count ? $", for {string.Join(" and ", label.Select(entry => entry.Key.Head))}" : "")})";
        });
        var classes = adapter.Architecture.Heads.Where(head => heads.Contains(head.Name)).SelectMany(head => head.Classes).Select(c => c.Name).Distinct();
        return $"{labels.Count} label(s) have no class of {string.Join(" or ", heads)}: {string.Join(", ", listed)}; {Remedy(first, classes, adapter.Name)}";
    }

    /// <summary>What is to be done about a label without a class.</summary>
    public static string Remedy(string label, IEnumerable<string> classes, string adapter) =>
        $"add [Label(\"{label}\", ...)] with one of the classes ({string.Join(", ", classes)}) to {adapter}, [Ignore(\"{label}\")] to leave it out, or [IgnoreOthers] to leave out whatever has no class.";
}
