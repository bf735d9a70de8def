using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>How bytes become the network's input: <c>(value - Mean) / Deviation</c> a channel, in the order red, green, blue.</summary>
/// <param name="Mean">What is subtracted, in units of 0 to 255.</param>
/// <param name="Deviation">What it is divided by, in units of 0 to 255.</param>
public sealed record PixelNormalization((float R, float G, float B) Mean, (float R, float G, float B) Deviation)
{
    /// <summary>Mean and deviation of ImageNet's photos, as torchvision's weights expect.</summary>
    public static PixelNormalization ImageNet { get; } = new((123.675f, 116.28f, 103.53f), (58.395f, 57.12f, 57.375f));

    /// <summary>Bytes scaled to -1 ... 1, as TensorFlow's MobileNets expect.</summary>
    public static PixelNormalization Symmetric { get; } = new((127.5f, 127.5f, 127.5f), (127.5f, 127.5f, 127.5f));

    /// <summary>The colour that becomes nearest to 0: what there is where no image is.</summary>
    internal Rgb Neutral => new((byte)MathF.Round(Mean.R), (byte)MathF.Round(Mean.G), (byte)MathF.Round(Mean.B));

    /// <summary>The normalisation that a declaration names.</summary>
    public static PixelNormalization Of(Normalization normalization) => normalization switch
    {
        Normalization.ImageNet => ImageNet,
        Normalization.Symmetric => Symmetric,
        _ => throw new ArgumentOutOfRangeException(nameof(normalization), normalization, null),
    };
}
