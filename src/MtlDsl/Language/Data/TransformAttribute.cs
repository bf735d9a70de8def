namespace MtlDsl;

/// <summary>An augmentation of training images. They are applied in the order in which they are written.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class TransformAttribute : Attribute;
