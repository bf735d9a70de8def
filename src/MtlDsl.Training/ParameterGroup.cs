using TorchSharp.Modules;

namespace MtlDsl.Training;

/// <summary>The learnt parameters of one part of a network.</summary>
/// <param name="Name">"Trunk" or the name of a head.</param>
/// <param name="Parameters">The parameters with their names in the whole network's state dict.</param>
public sealed record ParameterGroup(string Name, IReadOnlyList<(string Name, Parameter Parameter)> Parameters);
