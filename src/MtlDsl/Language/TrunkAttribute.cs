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
}
