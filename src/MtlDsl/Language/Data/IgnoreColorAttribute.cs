namespace MtlDsl;

/// <summary>A colour of the masks that marks pixels without label: they take no part in the loss.</summary>
/// <param name="r">Red, 0 to 255.</param>
/// <param name="g">Green, 0 to 255.</param>
/// <param name="b">Blue, 0 to 255.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoreColorAttribute(byte r, byte g, byte b) : Attribute
{
    /// <summary>Red, 0 to 255.</summary>
    public byte R { get; } = r;

    /// <summary>Green, 0 to 255.</summary>
    public byte G { get; } = g;

    /// <summary>Blue, 0 to 255.</summary>
    public byte B { get; } = b;
}
