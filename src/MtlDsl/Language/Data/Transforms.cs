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

/// <summary>Mirrors the image left to right half of the time.</summary>
public sealed class RandomFlipAttribute : TransformAttribute;

/// <summary>Warps the image to the network's input, whatever its aspect: what happens at the end if nothing else is said.</summary>
public sealed class WarpAttribute : TransformAttribute;
