namespace MtlDsl.Generators.Specs;

/// <summary>A network as declared.</summary>
internal sealed record ModelSpec(
    TypeSpec Type,
    int Width,
    int Height,
    string Normalization,
    StageListSpec Trunk,
    StageRef? Split,
    EquatableArray<StageListSpec> Branches,
    EquatableArray<HeadSpec> Heads);
