namespace MtlDsl;

/// <summary>
/// A label of a data set that no head learns, or one head does not: its boxes are left out, its pixels take no part in the loss.
/// </summary>
/// <param name="label">The data set's own name of the class.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IgnoreAttribute(string label) : Attribute
{
    /// <summary>The data set's own name of the class.</summary>
    public string Label { get; } = label;

    /// <summary>The head that does not learn it, by nameof, although another may: a box, say, but no pixels. All heads if not given.</summary>
    public string? Head { get; set; }
}
