namespace MtlDsl;

/// <summary>Enlarges a map.</summary>
/// <param name="factor">How many times larger each side becomes, 2 to 64.</param>
public sealed class UpsampleAttribute(int factor) : LayerAttribute
{
    /// <summary>How many times larger each side becomes.</summary>
    public int Factor { get; } = factor;

    /// <summary>How; bilinear interpolation if not given.</summary>
    public Upsampling Mode { get; set; }
}
