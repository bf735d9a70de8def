namespace MtlDsl;

/// <summary>Says what kind of head a partial property of a network declares.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class HeadAttribute : Attribute;
