using MtlDsl.Training.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Stochastic gradient descent with momentum, as PyTorch defines it: the first gradient starts the velocity.</summary>
internal sealed class SgdOptimizer(IReadOnlyList<(string Name, Parameter Parameter)> parameters, double momentum, double weightDecay) : Optimizer(parameters)
{
    private const string Momentum = "momentum";

    protected override IReadOnlyList<string> Slots => [Momentum];

    protected override void Update(Updates updates, double learningRate)
    {
        if (momentum == 0)
        {
            Call(updates, [], learningRate, isFirst: false);
            return;
        }
        // A part of the network may get its first gradient later than the rest.
        List<int> beginning = [], moving = [];
        List<Tensor> started = [], velocities = [];
        for (var i = 0; i < updates.Parameters.Count; i++)
        {
            var parameter = updates.Parameters[i];
            var velocity = updates.States[i].GetOrAdd(Momentum, () => zeros_like(parameter), out var isFirst);
            (isFirst ? started : velocities).Add(velocity);
            (isFirst ? beginning : moving).Add(i);
        }
        Call(updates.Part(beginning), started, learningRate, isFirst: true);
        Call(updates.Part(moving), velocities, learningRate, isFirst: false);
    }

    private void Call(Updates updates, List<Tensor> velocities, double learningRate, bool isFirst)
    {
        if (updates.Parameters.Count > 0)
            new OperatorCall("aten::_fused_sgd_")
                .Add(updates.Parameters).Add(updates.Gradients).Add(velocities)
                .Add(weightDecay).Add(momentum).Add(learningRate)
                .Add(0.0 /* dampening */).Add(false /* nesterov */).Add(false /* maximize */).Add(isFirst)
                .AddNone(/* grad_scale */).AddNone(/* found_inf */).Invoke();
    }
}
