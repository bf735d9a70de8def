using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The values of every pixel.</summary>
/// <param name="Head">The head.</param>
/// <param name="Values">In the unit of the head's labels, enlarged bilinearly to the image's own size.</param>
public sealed record RegressionPrediction(RegressionHead Head, ValueMap Values) : HeadPrediction
{
    /// <inheritdoc/>
    public override RegressionHead Head { get; } = Head;

    /// <summary>In the unit of the head's labels, enlarged bilinearly to the image's own size.</summary>
    public ValueMap Values { get; private set; } = Values;

    internal override void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules)
    {
        var values = outputs[first];
        if (Values.Size != placement.Image)
            Values = new ValueMap(Head.Channels, placement.Image.Height, placement.Image.Width);
        ValueMaps.Resize(values, MapSize.Of(Head, values.Length, Head.Channels, placement.Input), placement.Content, Values);
    }
}
