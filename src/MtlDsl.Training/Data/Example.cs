using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>One object as a data set labels it.</summary>
/// <param name="Label">The data set's own name of the class.</param>
/// <param name="Box">Where, in fractions of the image, as the data set has it: it may reach beyond the edge, or have no extent.</param>
/// <param name="Difficult">Marked as hard to recognise: not trained on, not counted in evaluation (Pascal VOC).</param>
/// <param name="Crowd">Difficult because it is a region of many objects that are not told apart (COCO).</param>
public readonly record struct LabelledObject(string Label, Box Box, bool Difficult = false, bool Crowd = false);

/// <summary>A mask as a data set stores it.</summary>
/// <param name="Values">A value a pixel.</param>
/// <param name="Labels">The data set's own class name of each value; null for a value that marks unlabelled pixels.</param>
public sealed record LabelledMask(LabelMap Values, IReadOnlyDictionary<byte, string?> Labels);

/// <summary>A dense map of measured values as a data set stores it.</summary>
/// <param name="Quantity">What is measured, in the data set's own words: "height". See <see cref="DataAdapter.LearnsValues"/>.</param>
/// <param name="Values">The values, in their unit; NaN where there is none.</param>
public sealed record LabelledValues(string Quantity, ValueMap Values);

/// <summary>One image of a data set with what is labelled on it, in the data set's own terms.</summary>
/// <param name="Id">What the data set calls it: a file stem.</param>
/// <param name="Image">The decoded image.</param>
/// <param name="Objects">The objects; null where the data set labels no boxes.</param>
/// <param name="Mask">The mask; null where the data set labels no pixels.</param>
public sealed record Example(string Id, RgbImage Image, IReadOnlyList<LabelledObject>? Objects, LabelledMask? Mask)
{
    /// <summary>The dense map; null where the data set measures none.</summary>
    public LabelledValues? Values { get; init; }

    /// <summary>The data set's own name of the whole image's class; null where it has none.</summary>
    public string? Class { get; init; }

    /// <summary>What the image shows, equal for images of the same thing within the data set; null where that is not known.</summary>
    public string? Identity { get; init; }
}
