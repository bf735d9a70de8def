using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The class of every pixel.</summary>
/// <param name="Head">The head.</param>
/// <param name="Labels">Indices of the head's classes, in the image's own size.</param>
public sealed record SegmentationPrediction(SegmentationHead Head, LabelMap Labels) : HeadPrediction
{
    /// <inheritdoc/>
    public override SegmentationHead Head { get; } = Head;

    /// <summary>Indices of the head's classes, in the image's own size.</summary>
    public LabelMap Labels { get; private set; } = Labels;

    internal override void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules)
    {
        var output = outputs[first];
        var channels = rules.Form.ClassIndices ? 1 : Head.Classes.Count;
        var size = MapSize.Of(Head, output.Length, channels, placement.Input);
        if (Labels.Size != placement.Image)
            Labels = new LabelMap(placement.Image.Width, placement.Image.Height);
        if (rules.Form.ClassIndices)
            ClassIndices.Resize(output, size, placement.Content, Labels);
        else
            ClassMaps.ArgMax(output, channels, size, placement.Content, Labels);
    }
}
