namespace MtlDsl;

/// <summary>A loss that a head is trained with. Where a head has several, it is trained with their weighted sum.</summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class LossAttribute : Attribute
{
    /// <summary>Factor of this loss in the network's total; 1 if not given.</summary>
    public double Weight { get; set; } = 1;
}
