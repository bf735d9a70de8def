namespace MtlDsl.Onnx;

/// <summary>A node of a network's graph.</summary>
/// <param name="Name">Its name; one with weights is named after them ("trunk.layer1.0.conv1").</param>
/// <param name="Type">Its operator: "Conv".</param>
/// <param name="Inputs">Names of what it reads: inputs of the network, constants, outputs of nodes; empty for one that is left out.</param>
/// <param name="Outputs">Names of what it gives.</param>
public sealed record OnnxNode(string Name, string Type, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);
