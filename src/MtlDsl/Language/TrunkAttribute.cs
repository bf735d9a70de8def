namespace MtlDsl;

/// <summary>
/// Marks an enum as a trunk: each member is a stage, its layer attributes say what it is made of, the members' order is the order
/// of the stages. Any stage can be tapped by a head.
/// </summary>
[AttributeUsage(AttributeTargets.Enum)]
public sealed class TrunkAttribute : Attribute
{
    /// <summary>How the parameters are named, so that published weights load.</summary>
    public ParameterNames Names { get; set; }

    /// <summary>What norms add to variances, so that none is zero; 1e-5 if not given.</summary>
    public double NormEpsilon { get; set; } = 1e-5;

    /// <summary>How much a batch counts in the running statistics of batch norms, PyTorch's momentum; 0.1 if not given.</summary>
    public double NormMomentum { get; set; } = 0.1;
}
