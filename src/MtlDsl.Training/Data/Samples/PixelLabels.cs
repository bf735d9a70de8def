using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Labels for a segmentation head.</summary>
/// <param name="classes">A class index a pixel of the image; <see cref="SegmentationTargets.Ignored"/> where a pixel has no label.</param>
public sealed class PixelLabels(LabelMap classes) : HeadLabels
{
    /// <summary>A class index a pixel of the image; <see cref="SegmentationTargets.Ignored"/> where a pixel has no label.</summary>
    public LabelMap Classes { get; } = classes;
}
