namespace MtlDsl.Imaging.Codecs;

/// <summary>What the samples of a PNG stand for; the numbers are the format's.</summary>
internal enum PngColorType : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
