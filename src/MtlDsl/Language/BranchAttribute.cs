namespace MtlDsl;

/// <summary>
/// Marks an enum as a branch: more stages on top of a stage of the trunk, for the head that taps them. A branch belongs to one head.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class BranchAttribute : Attribute
{
    /// <summary>The stage whose map the branch starts from: a member of a trunk's enum.</summary>
    public object? After { get; set; }
}
