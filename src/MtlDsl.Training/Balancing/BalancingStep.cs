namespace MtlDsl.Training;

/// <summary>What a balancing method is told before a step.</summary>
/// <param name="Iteration">Steps done before this one, from 0.</param>
/// <param name="Iterations">Steps of the whole training.</param>
/// <param name="StepsPerEpoch">Steps in which every image is seen about once, at least 1.</param>
/// <param name="Tasks">The tasks that the batch labels, as indices into the network's heads, ascending.</param>
/// <param name="Losses">Their losses, in this order, before the declared weights.</param>
/// <param name="Gramian">
/// The inner products of the gradients of the shared parameters that their losses have after the declared weights, in this order; null unless the method asks for it
/// (<see cref="Balancer.NeedsGradients"/>).
/// </param>
/// <param name="Random">Where random numbers come from.</param>
public sealed record BalancingStep(
    int Iteration, int Iterations, int StepsPerEpoch, IReadOnlyList<int> Tasks, IReadOnlyList<double> Losses, double[,]? Gramian, Random Random);
