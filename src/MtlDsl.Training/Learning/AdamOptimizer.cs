using MtlDsl.Training.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>Adam, with weight decay in the gradient or apart from it.</summary>
/// <param name="parameters">Parameters and their names.</param>
/// <param name="fused">libtorch's operator: <c>aten::_fused_adam_</c> or <c>aten::_fused_adamw_</c>.</param>
/// <param name="weightDecay">The decay.</param>
internal sealed class AdamOptimizer(IReadOnlyList<(string Name, Parameter Parameter)> parameters, string fused, double weightDecay) : Optimizer(parameters)
{
    private const string Mean = "mean", Square = "square";
    private const double MeanDecay = 0.9, SquareDecay = 0.999, Epsilon = 1e-8;

    protected override IReadOnlyList<string> Slots => [Mean, Square, Steps];

    protected override void Update(Updates updates, double learningRate)
    {
        List<Tensor> steps = [.. updates.States.Select((state, i) => state.GetOrAdd(Steps, () => zeros(1, device: updates.Parameters[i].device), out _))];
        // The operator reads the count of the step that it takes.
        foreach (var step in steps)
            step.add_(1);
        new OperatorCall(fused)
            .Add(updates.Parameters).Add(updates.Gradients).Add(updates.Slot(Mean)).Add(updates.Slot(Square)).Add([] /* max_exp_avg_sqs */).Add(steps)
            .Add(learningRate).Add(MeanDecay).Add(SquareDecay).Add(weightDecay).Add(Epsilon).Add(false /* amsgrad */).Add(false /* maximize */)
            .AddNone(/* grad_scale */).AddNone(/* found_inf */).Invoke();
    }
}
