namespace MtlDsl;

/// <summary>Changes brightness, contrast, saturation and hue at random. Ranges that are not given are those of SSD's training.</summary>
public sealed class PhotometricDistortionAttribute : TransformAttribute
{
    /// <summary>Largest change of brightness, either way, in units of 0 to 1.</summary>
    public double Brightness { get; set; }

    /// <summary>Largest change of the contrast's factor 1, either way.</summary>
    public double Contrast { get; set; }

    /// <summary>Largest change of the saturation's factor 1, either way.</summary>
    public double Saturation { get; set; }

    /// <summary>Largest turn of the hue, either way, in degrees.</summary>
    public double Hue { get; set; }
}

/// <summary>
/// Turns hue and multiplies saturation and value (HSV) of every image at random. Ranges that are not given are 18 degrees, 0.5 and 0.5.
/// </summary>
public sealed class HsvDistortionAttribute : TransformAttribute
{
    /// <summary>Largest turn of the hue, either way, in degrees.</summary>
    public double Hue { get; set; }

    /// <summary>Largest change of the saturation's factor 1, either way.</summary>
    public double Saturation { get; set; }

    /// <summary>Largest change of the value's factor 1, either way.</summary>
    public double Value { get; set; }
}

/// <summary>Puts the image into a larger frame half of the time, so that objects become smaller.</summary>
/// <param name="maxRatio">The largest side of the frame over the image's.</param>
public sealed class ExpandAttribute(double maxRatio) : TransformAttribute
{
    /// <summary>The largest side of the frame over the image's.</summary>
    public double MaxRatio { get; } = maxRatio;
}

/// <summary>Cuts a random window that overlaps an object by at least a random amount, as SSD's training does.</summary>
public sealed class MinOverlapCropAttribute : TransformAttribute
{
    /// <summary>Smallest side of the window over the image's; 0.3 if not given.</summary>
    public double MinScale { get; set; }
}

/// <summary>
/// Cuts a window of fixed size in pixels from a random place, so that objects keep their proportions and scale. An image that is smaller lies
/// somewhere in the window.
/// </summary>
public sealed class RandomCropAttribute : TransformAttribute
{
    /// <summary>The window's width in pixels of the image; that of the network's input if not given.</summary>
    public int Width { get; set; }

    /// <summary>The window's height in pixels of the image; that of the network's input if not given.</summary>
    public int Height { get; set; }
}

/// <summary>Shows the image larger or smaller by a random factor; its proportions stay.</summary>
/// <param name="smallest">The smallest factor.</param>
/// <param name="largest">The largest factor.</param>
public sealed class ScaleJitterAttribute(double smallest, double largest) : TransformAttribute
{
    /// <summary>The smallest factor.</summary>
    public double Smallest { get; } = smallest;

    /// <summary>The largest factor.</summary>
    public double Largest { get; } = largest;
}

/// <summary>Mirrors the image left to right half of the time.</summary>
public sealed class RandomFlipAttribute : TransformAttribute
{
    /// <summary>Whether it is turned upside down half of the time too, as images from above may be.</summary>
    public bool Vertical { get; set; }
}

/// <summary>
/// Puts parts of four images of the data set into one. Transforms that stand before it are applied to each of the four, those after it to the
/// whole.
/// </summary>
public sealed class MosaicAttribute : TransformAttribute
{
    /// <summary>How often; 0.5 if not given.</summary>
    public double Probability { get; set; }

    /// <summary>Smallest side of a part over the whole; 0.3 if not given, 0.5 at most.</summary>
    public double MinShare { get; set; }
}

/// <summary>Warps the image to the network's input, whatever its aspect: what happens at the end if nothing else is said.</summary>
public sealed class WarpAttribute : TransformAttribute;
