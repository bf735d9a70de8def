namespace MtlDsl;

/// <summary>
/// Whatever label of a data set has no class is left out, where otherwise it is a mistake: of many labels a few are wanted. Its boxes are left
/// out, its pixels take no part in the loss.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoreOthersAttribute : Attribute
{
    /// <summary>The head for which this is so, by nameof; all heads if not given.</summary>
    public string? Head { get; set; }
}
