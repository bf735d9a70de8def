using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Labels for a regression head.</summary>
/// <param name="values">The head's channels for every pixel of the image; NaN where a pixel has no label.</param>
public sealed class ValueLabels(ValueMap values) : HeadLabels
{
    /// <summary>The head's channels for every pixel of the image; NaN where a pixel has no label.</summary>
    public ValueMap Values { get; } = values;
}
