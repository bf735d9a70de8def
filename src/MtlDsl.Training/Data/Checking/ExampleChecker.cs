using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Finds all that is wrong with the labels of an image that can be read, where training would stop at the first.</summary>
/// <param name="adapter">Knows the labels.</param>
internal sealed class ExampleChecker(DataAdapter adapter)
{
    /// <summary>Pixels that a box may reach over the image's edge: rounding, and counting from 0 instead of 1.</summary>
    private const float Slack = 1.01f;

    private readonly IReadOnlyList<Head> heads = adapter.Architecture.Heads;

    /// <summary>Labels that the adapter does not know, each with the head that should learn it.</summary>
    public IEnumerable<(Head Head, string Label)> UnknownLabels(Example example)
    {
        var inMask = MaskLabels(example);
        for (var index = 0; index < heads.Count; index++)
        {
            IEnumerable<string> labels = heads[index] switch
            {
                SegmentationHead => inMask,
                DetectionHead => example.Objects?.Select(found => found.Label) ?? [],
                ClassificationHead => example.Class is { } label ? [label] : [],
                _ => [],
            };
            foreach (var label in labels.Distinct(StringComparer.Ordinal))
                if (adapter.MapLabel(index, label) == DataAdapter.UnknownLabel)
                    yield return (heads[index], label);
        }
    }

    /// <summary>All labels that an image has.</summary>
    public static IEnumerable<string> Labels(Example example) =>
        [.. MaskLabels(example), .. example.Objects?.Select(found => found.Label) ?? [], .. example.Class is { } label ? [label] : Array.Empty<string>()];

    /// <summary>What is wrong with boxes, a message each. Of such a box counts what is left.</summary>
    public static IEnumerable<string> BoxFaults(Example example)
    {
        var (width, height) = example.Image.Size;
        foreach (var (label, fractions, _, _) in example.Objects ?? [])
        {
            var box = fractions.Scale(width, height);
            var what = !(box.Width > 0 && box.Height > 0) ? "has no extent; it is left out"
                : fractions.ClampToUnit() is not { Width: > 0, Height: > 0 } ? $"lies beside the image of {example.Image.Size}; it is left out"
                : box.Left < -Slack || box.Top < -Slack || box.Right > width + Slack || box.Bottom > height + Slack
                    ? $"reaches beyond the image of {example.Image.Size}; only what is within counts"
                : null;
            if (what is not null)
                yield return FormattableString.Invariant(
                    $"image '{example.Id}': the box ({box.Left:0.#}, {box.Top:0.#}) - ({box.Right:0.#}, {box.Bottom:0.#}) of '{label}' {what}.");
        }
    }

    /// <summary>What is wrong with the mask, a message each. Such an image cannot be learnt from.</summary>
    public static IEnumerable<string> MaskFaults(Example example)
    {
        if (example.Mask is not { } mask)
            yield break;
        if (mask.Values.Size != example.Image.Size)
            yield return $"image '{example.Id}' has {example.Image.Size} but its mask {mask.Values.Size}; both must be of one size.";
        int[] unknown = [.. UsedValues(mask).Where(value => !mask.Labels.ContainsKey(value)).Select(value => (int)value)];
        if (unknown.Length > 0)
            yield return $"image '{example.Id}': its mask has values that are no class of the data set: {string.Join(", ", unknown)}; is it a mask by class index?";
    }

    private static List<string> MaskLabels(Example example) =>
        example.Mask is { } mask ? [.. UsedValues(mask).Select(value => mask.Labels.GetValueOrDefault(value)).OfType<string>()] : [];

    private static IEnumerable<byte> UsedValues(LabelledMask mask)
    {
        var used = new bool[256];
        foreach (var value in mask.Values.Labels)
            used[value] = true;
        return Enumerable.Range(0, used.Length).Where(value => used[value]).Select(value => (byte)value);
    }
}
