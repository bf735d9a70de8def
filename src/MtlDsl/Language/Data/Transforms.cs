namespace MtlDsl;

/// <summary>Changes brightness, contrast, saturation and hue at random, as SSD's training does.</summary>
/// <param name="strength">Scales every range; 1 is SSD's.</param>
public sealed class PhotometricDistortionAttribute(double strength = 1) : TransformAttribute
{
    /// <summary>Scales every range; 1 is SSD's.</summary>
    public double Strength { get; } = strength;
}

/// <summary>Puts the image into a larger frame half of the time, so that objects become smaller.</summary>
/// <param name="maxRatio">The largest side of the frame over the image's.</param>
public sealed class ExpandAttribute(double maxRatio = 4) : TransformAttribute
{
    /// <summary>The largest side of the frame over the image's.</summary>
    public double MaxRatio { get; } = maxRatio;
}

/// <summary>Cuts a random window that overlaps an object by at least a random amount, as SSD's training does.</summary>
public sealed class MinOverlapCropAttribute : TransformAttribute;

/// <summary>Mirrors the image left to right half of the time.</summary>
public sealed class RandomFlipAttribute : TransformAttribute;

/// <summary>Mirrors the image top to bottom half of the time: for images from above.</summary>
public sealed class RandomVerticalFlipAttribute : TransformAttribute;

/// <summary>Warps the image to the network's input, whatever its aspect: what happens at the end if nothing else is said.</summary>
public sealed class WarpAttribute : TransformAttribute;
