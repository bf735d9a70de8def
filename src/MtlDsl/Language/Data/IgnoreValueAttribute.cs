namespace MtlDsl;

/// <summary>A value of the masks that marks pixels without label: they take no part in the loss.</summary>
/// <param name="value">The value of a pixel.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoreValueAttribute(byte value) : Attribute
{
    /// <summary>The value of a pixel.</summary>
    public byte Value { get; } = value;
}
