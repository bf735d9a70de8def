using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>The loss of one head on one batch.</summary>
/// <param name="Task">Name of the head.</param>
/// <param name="Value">The loss before weighting, a scalar that carries gradients.</param>
/// <param name="Weight">The declared weight of the loss, see <see cref="IMultitaskModel.LossWeights"/>.</param>
public sealed record TaskLoss(string Task, Tensor Value, double Weight);
