namespace MtlDsl;

/// <summary>The class that a colour of the masks stands for, where it is not the colour in which the class is drawn.</summary>
/// <param name="r">Red, 0 to 255.</param>
/// <param name="g">Green, 0 to 255.</param>
/// <param name="b">Blue, 0 to 255.</param>
/// <param name="class">A member of a segmentation head's class enum.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class MaskColorAttribute(byte r, byte g, byte b, object @class) : Attribute
{
    /// <summary>Red, 0 to 255.</summary>
    public byte R { get; } = r;

    /// <summary>Green, 0 to 255.</summary>
    public byte G { get; } = g;

    /// <summary>Blue, 0 to 255.</summary>
    public byte B { get; } = b;

    /// <summary>A member of a segmentation head's class enum.</summary>
    public object Class { get; } = @class;
}
