namespace MtlDsl.App.Verifying;

/// <summary>Inputs of one kind to compare on.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Inputs">Normalised images, 3 x height x width.</param>
internal sealed record InputKind(string Name, IReadOnlyList<float[]> Inputs);
