using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Specs;

/// <summary>The members that a network gets, which nothing else in its class can be called.</summary>
internal static class MemberNames
{
    /// <summary>Those of every network.</summary>
    public static IReadOnlyCollection<string> Fixed { get; } = new HashSet<string>
    {
        "Trunk", "TrunkModule", "trunk", "forward", "Architecture", "Output", "Targets", "Losses", "ComputeLosses", "Predictor", "Prediction",
        "ToOnnx", "TrunkOnnx", "OnnxMaps", "RegisterComponents", "Module", "Heads", "ImageSize", "Deconstruct",
    };

    /// <summary>Those that a head brings beside its property.</summary>
    /// <param name="name">Name of the head.</param>
    /// <param name="field">Name of its field.</param>
    public static IEnumerable<string> OfHead(string name, string field) => [field.TrimStart('@'), $"{name}Module", $"{name}Only", $"{name}Onnx"];
}
