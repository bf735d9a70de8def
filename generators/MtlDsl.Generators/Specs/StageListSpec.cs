using MtlDsl.Generators.Layers;

namespace MtlDsl.Generators.Specs;

/// <summary>How the parameters of a trunk or branch are named; the numbers are those of MtlDsl.ParameterNames.</summary>
internal enum ParameterNames
{
    Stages,
    ResNet,
    Features,
    FlatFeatures,
}

/// <summary>A trunk or a branch: stages in a row.</summary>
/// <param name="Enum">Full name of the enum.</param>
/// <param name="Names">How parameters are named.</param>
/// <param name="Norms">Epsilon and momentum of its norms.</param>
/// <param name="Place">Where its attribute and the arguments stand.</param>
/// <param name="After">The stage that a branch starts from; null for a trunk.</param>
/// <param name="Stages">The stages in order.</param>
/// <param name="Origin">The word that names the enum in the model's declaration.</param>
internal sealed record StageListSpec(string Enum, ParameterNames Names, NormSettings Norms, Place Place, StageRef? After, EquatableArray<StageSpec> Stages, Origin Origin)
{
    public string Name => Enum.Substring(Enum.LastIndexOf('.') + 1);
}
