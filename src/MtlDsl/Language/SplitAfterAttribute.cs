namespace MtlDsl;

/// <summary>
/// The last stage that the heads share. Each head that needs a later stage of the trunk gets one of its own. Without this attribute
/// the whole trunk is shared.
/// </summary>
/// <param name="stage">A member of the trunk's enum.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SplitAfterAttribute(object stage) : Attribute
{
    /// <summary>The last shared stage.</summary>
    public object Stage { get; } = stage;
}
