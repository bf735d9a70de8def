namespace MtlDsl.Generators.Specs;

/// <summary>A data set adapter as declared.</summary>
/// <param name="Type">The class.</param>
/// <param name="Model">The network's <c>global::</c> name.</param>
/// <param name="Source">The C# expression that opens the data set, given <c>root</c> and <c>split</c>.</param>
/// <param name="Transforms">The C# expressions that make the augmentations, in order.</param>
/// <param name="Labels">The labels that the declaration names, as they are written.</param>
/// <param name="Heads">The labels of each head of the network, in order.</param>
internal sealed record AdapterSpec(
    TypeSpec Type, string Model, string Source, EquatableArray<string> Transforms, EquatableArray<string> Labels, EquatableArray<HeadLabelsSpec> Heads);

/// <summary>Which label of a data set is which class of a head.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="Arms">Lower-case labels with the <c>global::</c> name of their class; null where the label is ignored.</param>
/// <param name="IgnoresOthers">Whether all other labels are ignored.</param>
internal sealed record HeadLabelsSpec(string Head, EquatableArray<LabelArm> Arms, bool IgnoresOthers);

/// <summary>One label of a head.</summary>
internal sealed record LabelArm(string Label, string? Class);
