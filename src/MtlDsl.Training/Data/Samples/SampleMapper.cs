using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// Turns what a data set says into what a network's heads learn: the data set's class names into class indices, boxes into what the image
/// shows of them.
/// </summary>
/// <param name="adapter">Knows which name is which class.</param>
public sealed class SampleMapper(DataAdapter adapter)
{
    /// <summary>Maps the labels of an image for every head.</summary>
    /// <returns>The sample, seen whole and in its own colours.</returns>
    /// <exception cref="DataException">The image has a label that the adapter does not know.</exception>
    public Sample Map(Example example) => new(
        example.Id, example.Image, [.. adapter.Architecture.Heads.Select((head, index) => Map(example, head, index))])
    {
        Input = adapter.Architecture.Input,
    };

    private HeadLabels? Map(Example example, Head head, int index) => head switch
    {
        SegmentationHead when example.Mask is { } mask => new PixelLabels(MapMask(example.Id, mask, head, index)),
        DetectionHead when example.Objects is { } objects => new ObjectLabels(MapObjects(example.Id, objects, head, index)),
        ClassificationHead when example.Class is { } label => MapClass(example.Id, label, head, index),
        RegressionHead regression when example.Values is { } values && adapter.LearnsValues(index, values.Quantity) =>
            MapValues(example.Id, values, regression),
        EmbeddingHead when example.Identity is { } identity => new IdentityLabel(adapter.MapIdentity(identity)),
        _ => null,
    };

    private ClassLabel? MapClass(string id, string label, Head head, int index) => adapter.MapLabel(index, label) switch
    {
        DataAdapter.UnknownLabel => throw Unknown(id, label, head),
        DataAdapter.IgnoredLabel => null,
        var value => new ClassLabel(value),
    };

    private ValueLabels MapValues(string id, LabelledValues values, RegressionHead head) => values.Values.Channels == head.Channels
        ? new ValueLabels(values.Values)
        : throw new DataException(
            $"{adapter.Name}: image '{id}' has {values.Values.Channels} value(s) of {values.Quantity} a pixel, but the head '{head.Name}' of "
            + $"{adapter.Architecture.Name} gives {head.Channels}; declare it with Channels = {values.Values.Channels}.");

    private List<ObjectLabel> MapObjects(string id, IReadOnlyList<LabelledObject> objects, Head head, int index)
    {
        var mapped = new List<ObjectLabel>(objects.Count);
        foreach (var (label, box, difficult, crowd) in objects)
        {
            var value = adapter.MapLabel(index, label);
            if (value == DataAdapter.UnknownLabel)
                throw Unknown(id, label, head);
            if (value != DataAdapter.IgnoredLabel && box.ClampToUnit() is { Width: > 0, Height: > 0 } visible)
                mapped.Add(new ObjectLabel(value, visible, difficult, crowd));
        }
        return mapped;
    }

    private LabelMap MapMask(string id, LabelledMask mask, Head head, int index)
    {
        const short noName = -1, unknownName = -2;

        // Values that no pixel has may stay unknown: a data set has more classes than most of its images.
        Span<short> table = stackalloc short[256];
        table.Fill(noName);
        foreach (var (value, label) in mask.Labels)
        {
            var mapped = label is null ? DataAdapter.IgnoredLabel : adapter.MapLabel(index, label);
            table[value] = mapped switch
            {
                DataAdapter.IgnoredLabel => SegmentationTargets.Ignored,
                DataAdapter.UnknownLabel => unknownName,
                _ => (short)mapped,
            };
        }

        var source = mask.Values.Labels;
        var classes = new byte[source.Length];
        for (var i = 0; i < source.Length; i++)
        {
            var mapped = table[source[i]];
            if (mapped == unknownName)
                throw Unknown(id, mask.Labels[source[i]]!, head);
            if (mapped == noName)
                throw new DataException(
                    $"{adapter.Name}: the mask of image '{id}' has the value {source[i]} at " +
                    $"({i % mask.Values.Width}, {i / mask.Values.Width}), which is no class of the data set; is it a mask by class index?");
            classes[i] = (byte)mapped;
        }
        return new LabelMap(mask.Values.Width, mask.Values.Height, classes);
    }

    private DataException Unknown(string id, string label, Head head) => new(
        $"{adapter.Name}: image '{id}' has the label \"{label}\", which the head '{head.Name}' of {adapter.Architecture.Name} does not know; "
        + UnknownLabels.Remedy(label, head.Classes.Select(c => c.Name), adapter.Name));
}
