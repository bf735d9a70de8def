using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The class of every pixel of an image.</summary>
/// <typeparam name="TClass">The classes.</typeparam>
public sealed class ClassMap<TClass> where TClass : struct, Enum
{
    private readonly SegmentationPrediction prediction;

    private ClassMap(SegmentationPrediction prediction) => this.prediction = prediction;

    /// <summary>Pixels a row.</summary>
    public int Width => Labels.Width;

    /// <summary>Rows.</summary>
    public int Height => Labels.Height;

    /// <summary>The same as indices.</summary>
    public LabelMap Labels => prediction.Labels;

    /// <summary>The class of a pixel.</summary>
    /// <param name="x">Column, from the left.</param>
    /// <param name="y">Row, from the top.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pixel is not in the image.</exception>
    public TClass this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
            return ClassValues<TClass>.Of(Labels.Labels[y * Width + x]);
        }
    }

    /// <summary>Gives a segmentation head's prediction its classes; it follows the prediction where that is read again.</summary>
    /// <exception cref="ArgumentException">It is of another kind of head, or of one with other classes.</exception>
    public static ClassMap<TClass> From(HeadPrediction prediction) =>
        new(ClassValues<TClass>.Require<SegmentationPrediction>(prediction));

    /// <summary>The share of the image that a class covers, 0 to 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enum.</exception>
    public double Share(TClass @class) =>
        (double)Labels.Labels.AsSpan().Count((byte)ClassValues<TClass>.IndexOf(@class)) / Labels.Labels.Length;
}
