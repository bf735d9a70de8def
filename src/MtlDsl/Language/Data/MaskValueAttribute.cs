namespace MtlDsl;

/// <summary>The class that a value of the masks stands for: a grey level or a palette's index.</summary>
/// <param name="value">The value of a pixel.</param>
/// <param name="class">A member of a segmentation head's class enum.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class MaskValueAttribute(byte value, object @class) : Attribute
{
    /// <summary>The value of a pixel.</summary>
    public byte Value { get; } = value;

    /// <summary>A member of a segmentation head's class enum.</summary>
    public object Class { get; } = @class;
}
