namespace MtlDsl;

/// <summary>The colour in which a class is drawn, and by which a colour mask names it.</summary>
/// <param name="r">Red, 0 to 255.</param>
/// <param name="g">Green, 0 to 255.</param>
/// <param name="b">Blue, 0 to 255.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ColorAttribute(byte r, byte g, byte b) : Attribute
{
    /// <summary>Red, 0 to 255.</summary>
    public byte R { get; } = r;

    /// <summary>Green, 0 to 255.</summary>
    public byte G { get; } = g;

    /// <summary>Blue, 0 to 255.</summary>
    public byte B { get; } = b;
}
