namespace MtlDsl;

/// <summary>
/// Marks an enum as a branch: more stages on top of a stage of the trunk or of another branch, for the head that taps them. A branch belongs to one
/// head.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class BranchAttribute : Attribute
{
    /// <summary>The stage whose map the branch starts from: a member of the enum of a trunk or of another branch.</summary>
    public object? After { get; set; }

    /// <summary>What norms add to variances, so that none is zero; 1e-5 if not given.</summary>
    public double NormEpsilon { get; set; } = 1e-5;

    /// <summary>How much a batch counts in the running statistics of batch norms, PyTorch's momentum; 0.1 if not given.</summary>
    public double NormMomentum { get; set; } = 0.1;
}
