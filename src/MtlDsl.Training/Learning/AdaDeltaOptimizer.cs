using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>AdaDelta. libtorch has no fused operator for it.</summary>
internal sealed class AdaDeltaOptimizer(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double weightDecay) : Optimizer(parameters)
{
    private const string Square = "square", Delta = "delta";
    private const double Rho = 0.9, Epsilon = 1e-6;

    protected override IReadOnlyList<string> Slots => [Square, Delta];

    protected override void Update(Updates updates, double learningRate)
    {
        var (squares, deltas) = (updates.Slot(Square), updates.Slot(Delta));
        for (var i = 0; i < squares.Count; i++)
        {
            using var scope = NewDisposeScope();
            var (parameter, square, delta) = (updates.Parameters[i], squares[i], deltas[i]);
            var gradient = weightDecay == 0 ? updates.Gradients[i] : updates.Gradients[i].add(parameter, weightDecay);
            square.mul_(Rho).addcmul_(gradient, gradient, 1 - Rho);
            var move = delta.add(Epsilon).sqrt_().div_(square.add(Epsilon).sqrt_()).mul_(gradient);
            delta.mul_(Rho).addcmul_(move, move, 1 - Rho);
            parameter.add_(move, -learningRate);
        }
    }
}
