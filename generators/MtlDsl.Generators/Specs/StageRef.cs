namespace MtlDsl.Generators.Specs;

/// <summary>A stage named in a declaration.</summary>
/// <param name="Enum">Full name of the enum, or what stands in its place.</param>
/// <param name="Member">Name of the member, or what stands in its place.</param>
/// <param name="Origin">The word that names it.</param>
internal sealed record StageRef(string Enum, string Member, Origin Origin)
{
    /// <summary>As a reader would write it.</summary>
    public string Display => $"{Enum.Substring(Enum.LastIndexOf('.') + 1)}.{Member}";

    public bool Names(StageSpec stage) => stage.Enum == Enum && stage.Member == Member;
}
