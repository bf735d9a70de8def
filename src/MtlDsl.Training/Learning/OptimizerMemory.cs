using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>What an optimiser remembers of one parameter, under names that a checkpoint can keep.</summary>
internal static class OptimizerMemory
{
    private const string Steps = "steps";

    /// <summary>The tensors that are there, by name; counted steps as a tensor of one number, the caller's to dispose.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Of(OptimizerState state) => Slots(state)
        .Where(slot => slot.Value is not null).Select(slot => (slot.Name, slot.Value!))
        .Concat(StepsOf(state) is { } steps ? [(Steps, tensor(steps))] : []);

    /// <summary>Gives the state what a function has under each name; null leaves a slot as it is before the first step.</summary>
    public static void Restore(OptimizerState state, Func<string, Tensor?> stored)
    {
        foreach (var (name, value, set) in Slots(state))
            if (stored(name) is { } found)
            {
                value?.Dispose();
                set(found.DetachFromDisposeScope());
            }
        using var steps = stored(Steps);
        if (steps is not null)
            SetSteps(state, steps.item<long>());
    }

    private static IEnumerable<(string Name, Tensor? Value, Action<Tensor> Set)> Slots(OptimizerState state) => state switch
    {
        SGD.State sgd => [("momentum", sgd.momentum_buffer, value => sgd.momentum_buffer = value)],
        Adam.State adam => [("mean", adam.exp_avg, value => adam.exp_avg = value), ("square", adam.exp_avg_sq, value => adam.exp_avg_sq = value)],
        AdamW.State adam => [("mean", adam.exp_avg, value => adam.exp_avg = value), ("square", adam.exp_avg_sq, value => adam.exp_avg_sq = value)],
        Adadelta.State delta => [("square", delta.square_avg, value => delta.square_avg = value), ("delta", delta.acc_delta, value => delta.acc_delta = value)],
        _ => throw new NotSupportedException($"The memory of {state.GetType()} is not known."),
    };

    private static long? StepsOf(OptimizerState state) => state switch
    {
        Adam.State adam => adam.step,
        AdamW.State adam => adam.step,
        Adadelta.State delta => delta.step,
        _ => null,
    };

    private static void SetSteps(OptimizerState state, long steps)
    {
        switch (state)
        {
            case Adam.State adam:
                adam.step = steps;
                break;
            case AdamW.State adam:
                adam.step = steps;
                break;
            case Adadelta.State delta:
                delta.step = steps;
                break;
        }
    }
}
