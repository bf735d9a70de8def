using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Onnx;

namespace MtlDsl.App.Benchmarking;

/// <summary>
/// The declared network, its trunk alone, and its twins with one head each, as files. All are cut out of the one export, so that each
/// has what its outputs need and nothing else; what is cut out equals the export of the generated twin.
/// </summary>
internal static class DeclaredNetworks
{
    private const string TrunkPrefix = "trunk.";

    /// <summary>Writes the networks.</summary>
    /// <param name="whole">The exported network.</param>
    /// <param name="architecture">What was declared.</param>
    /// <param name="folder">Where to.</param>
    /// <returns>From the trunk to all of it; no twins for a network with one head.</returns>
    public static IReadOnlyList<Subject> Write(OnnxModel whole, Architecture architecture, string folder)
    {
        var images = whole.Batch ?? 1;
        var multitask = Save(Role.Whole, architecture.Name, whole);
        if (architecture.Heads.Count < 2)
            return [Save(Role.Trunk, "trunk alone", whole.WithOutputs([TrunkOutput(whole)])), multitask];
        var twins = architecture.Heads.Select(head => Save(Role.Twin, $"{head.Name} only", whole.WithOutputs(head.OutputNames))).ToList();
        string[] files = [.. twins.SelectMany(twin => twin.Candidate.Files)];
        return
        [
            Save(Role.Trunk, "trunk alone", whole.WithOutputs([TrunkOutput(whole)])),
            .. twins,
            multitask,
            new(Role.InTurn, new Candidate("one after the other", files), images),
            new(Role.AtOnce, new Candidate("at once", files, AtOnce: true), images),
        ];

        Subject Save(Role role, string name, OnnxModel model)
        {
            var file = Path.Combine(folder, $"{name.Replace(' ', '-')}.onnx");
            model.Save(file);
            return new(role, new Candidate(name, [file]), images);
        }
    }

    /// <summary>
    /// The map that the trunk ends with: that of the last layer which has weights of the trunk, and of what follows it without weights as
    /// long as one node reads it, which is the activation after a sum.
    /// </summary>
    internal static string TrunkOutput(OnnxModel model)
    {
        var constants = model.ConstantNames.ToHashSet(StringComparer.Ordinal);
        var nodes = model.Nodes;
        var readers = nodes.SelectMany(node => node.Inputs.Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node, StringComparer.Ordinal);
        // Equal constants are kept once, so a head may read a bias of the trunk; but only the trunk has nodes of these names with weights.
        var end = nodes.LastOrDefault(node => node.Name.StartsWith(TrunkPrefix, StringComparison.Ordinal) && node.Inputs.Contains($"{node.Name}.weight"))
            ?? throw new InvalidOperationException("The exported network has no layer with weights of the trunk.");
        while (readers[end.Outputs[0]].ToList() is [var next] && !next.Inputs.Any(constants.Contains) && !model.OutputNames.Contains(next.Outputs[0]))
            end = next;
        return end.Outputs[0];
    }
}
