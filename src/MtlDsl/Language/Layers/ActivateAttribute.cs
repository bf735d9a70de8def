namespace MtlDsl;

/// <summary>An activation by itself.</summary>
/// <param name="activation">The activation.</param>
public sealed class ActivateAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The activation.</summary>
    public Activation Activation { get; } = activation;
}
