using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>The learnt parameters of one part of a network.</summary>
/// <param name="Name">"Trunk" or the name of a head.</param>
/// <param name="Parameters">The parameters with their names in the whole network's state dict.</param>
public sealed record ParameterGroup(string Name, IReadOnlyList<(string Name, Parameter Parameter)> Parameters)
{
    /// <summary>All parameters of a submodule.</summary>
    /// <param name="name">"Trunk" or the name of a head.</param>
    /// <param name="prefix">The name that the submodule is registered by.</param>
    /// <param name="module">The submodule.</param>
    public static ParameterGroup Of(string name, string prefix, nn.Module module) =>
        new(name, [.. module.named_parameters().Select(p => ($"{prefix}.{p.name}", p.parameter))]);
}
