namespace MtlDsl.Vision;

/// <summary>How the bytes of an image stand for colours.</summary>
public enum PixelFormat
{
    /// <summary>Three bytes a pixel: red, green, blue.</summary>
    Rgb,

    /// <summary>Three bytes a pixel: blue, green, red, as OpenCV has it.</summary>
    Bgr,

    /// <summary>Four bytes a pixel: red, green, blue, and one that is ignored.</summary>
    Rgba,

    /// <summary>Four bytes a pixel: blue, green, red, and one that is ignored.</summary>
    Bgra,

    /// <summary>One byte a pixel; the colours are equal.</summary>
    Grey,

    /// <summary>
    /// What cameras and video decoders give: a plane of lightness, one byte a pixel, and below it one of half the rows with blue and red
    /// difference in turn, a pair for two by two pixels. ITU-R BT.601 with lightness from 16 to 235, as OpenCV reads it; even sides.
    /// </summary>
    Nv12,
}
