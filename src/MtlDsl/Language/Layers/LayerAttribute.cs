namespace MtlDsl;

/// <summary>A layer of a stage. The layers of a stage follow each other in the order in which they are written.</summary>
[AttributeUsage(AttributeTargets.Field, AllowMultiple = true)]
public abstract class LayerAttribute : Attribute;
