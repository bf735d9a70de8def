using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Specs;

/// <summary>The names that the members of a network and of its nested types have, so that nothing else in its class can be called so.</summary>
internal static class MemberNames
{
    /// <summary>What every network is given, or what its nested types are.</summary>
    public static IReadOnlyCollection<string> Fixed { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Trunk", "TrunkModule", "trunk", "forward", "Architecture", "Output", "Targets", "Losses", "ComputeLosses", "Predictor", "Prediction",
        "ToOnnx", "TrunkOnnx", "OnnxMaps", "RegisterComponents", "Module",
    };

    /// <summary>
    /// What every TorchSharp module has, and so the network, its trunk and its heads. A declaration that also compiles where there is no torch is held
    /// to them there too.
    /// </summary>
    public static IReadOnlyCollection<string> OfModules { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "training", "name", "GetName", "forward", "call", "Create", "Dispose", "Finalize", "RegisterComponents", "ClearModules",
        "ConditionallyRegisterBuffer", "ConditionallyRegisterParameter", "GetDefaultDeviceAndType", "ReplaceBuffer", "ReplaceParameter",
        "_deviceType", "_deviceIndex", "_internal_submodules", "_internal_buffers", "_internal_params",
        "_named_buffers", "_named_parameters", "_parameters", "_to", "_toEpilog",
        "add_module", "apply", "buffers", "children", "eval", "get_buffer", "get_parameter", "has_buffer", "has_parameter", "load", "load_state_dict",
        "modules", "named_buffers", "named_children", "named_modules", "named_parameters", "parameters", "register_buffer", "register_module",
        "register_parameter", "save", "save_state_dict", "state_dict", "train", "zero_grad",
        "pre_hooks", "post_hooks", "module_pre_hooks", "module_post_hooks", "register_forward_hook", "register_forward_pre_hook", "HookRemover", "HType",
    };

    /// <summary>What every object or record has, and so the maps of a trunk, whose members are called as its stages.</summary>
    public static IReadOnlyCollection<string> OfRecords { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
        "Clone", "Deconstruct", "EqualityContract", "PrintMembers", "Maps", "OnnxMaps",
    };

    /// <summary>What the types have beside that whose members are called as the heads.</summary>
    private static readonly string[] ofResults = ["Heads", "ImageSize", "From", "ToList"];

    /// <summary>What no head can be called, and no enum that is named inside the class: there the word would mean the member.</summary>
    public static IReadOnlyCollection<string> Reserved { get; } = new HashSet<string>([.. Fixed, .. OfModules, .. OfRecords, .. ofResults], StringComparer.Ordinal);

    /// <summary>Those that a head brings beside its property.</summary>
    /// <param name="name">Name of the head.</param>
    /// <param name="field">Name of its field.</param>
    public static IEnumerable<string> OfHead(string name, string field) => [field.TrimStart('@'), $"{name}Module", $"{name}Only", $"{name}Onnx"];
}
