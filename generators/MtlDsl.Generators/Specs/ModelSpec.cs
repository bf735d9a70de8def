using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Specs;

/// <summary>A network as declared.</summary>
/// <param name="Type">The class.</param>
/// <param name="Width">Width of the image.</param>
/// <param name="Height">Height of the image.</param>
/// <param name="Normalization">A member of MtlDsl.Normalization.</param>
/// <param name="Batch">Images a training step; 0 if not declared.</param>
/// <param name="BatchOrigin">Where that is declared.</param>
/// <param name="Trunk">Its trunk.</param>
/// <param name="Split">The last shared stage; null for the trunk's last.</param>
/// <param name="Branches">The branches that its heads tap, in the order in which they are met.</param>
/// <param name="Heads">Its heads.</param>
/// <param name="Budgets">What it may cost on boards.</param>
/// <param name="TakenNames">The names of the members that its class has, with those that its heads bring.</param>
internal sealed record ModelSpec(
    TypeSpec Type,
    int Width,
    int Height,
    string Normalization,
    int Batch,
    Origin BatchOrigin,
    StageListSpec Trunk,
    StageRef? Split,
    EquatableArray<StageListSpec> Branches,
    EquatableArray<HeadSpec> Heads,
    EquatableArray<BudgetSpec> Budgets,
    EquatableArray<string> TakenNames);
