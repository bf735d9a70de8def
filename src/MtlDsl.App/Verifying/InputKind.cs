namespace MtlDsl.App.Verifying;

/// <summary>Inputs of one kind to compare on.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Inputs">Normalised images, 3 x height x width; each is made when its turn comes.</param>
internal sealed record InputKind(string Name, int Count, IEnumerable<float[]> Inputs);
