using static TorchSharp.torch;

namespace MtlDsl.Training.Evaluation;

/// <summary>A layer's part in a run of a network.</summary>
/// <param name="Name">Its name, that of its weights: "trunk.layer1.0.conv1".</param>
/// <param name="Output">What it gave. It belongs to whoever asked for the run.</param>
/// <param name="Compute">Runs it on another input; with the batch norm after it, where the two are one layer.</param>
public sealed record LayerCall(string Name, Tensor Output, Func<Tensor, Tensor> Compute);
