using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>
/// The step that Adam and AdamW share (Kingma and Ba, 2015, algorithm 1). They differ in the weight decay: a part of the
/// gradient, or, <paramref name="decoupled"/>, a shrinking of the parameters (Loshchilov and Hutter, 2019).
/// </summary>
internal sealed class AdamRule(
    double learningRate, double? beta1, double? beta2, double? eps, double? decay, bool? amsgrad, bool? maximize, bool decoupled)
{
    private readonly double _beta1 = beta1 ?? 0.9;
    private readonly double _beta2 = beta2 ?? 0.999;
    private readonly double _eps = eps ?? 1e-8;
    private readonly double _decay = decay ?? 0;

    /// <summary>Changes the parameters and the moments of their states, whose steps count this one already.</summary>
    public void Apply<TState>(Updates<TState> updates, Func<TState, AdamMoments> moments) where TState : OptimizerState
    {
        // Parameters that joined later have taken fewer steps and another correction of their moments.
        foreach ((long steps, Updates<TState> part) in updates.SplitBy(state => moments(state).Steps)) Apply(part, moments, steps);
    }

    private void Apply<TState>(Updates<TState> updates, Func<TState, AdamMoments> moments, long steps) where TState : OptimizerState
    {
        Tensor[] parameters = updates.Parameters;
        Tensor[] gradients = updates.Descent(maximize, decoupled ? 0 : _decay);
        if (decoupled && _decay != 0) Foreach.Multiply(parameters, 1 - learningRate * _decay);

        Tensor[] means = updates.Of(state => moments(state).Mean);
        Tensor[] squares = updates.Of(state => moments(state).Square);
        Foreach.Multiply(means, _beta1);
        Foreach.Add(means, gradients, 1 - _beta1);
        Foreach.Multiply(squares, _beta2);
        Foreach.AddProduct(squares, gradients, gradients, 1 - _beta2);
        if (amsgrad == true) squares = Raised(updates.Of(state => moments(state).Largest!), squares);

        Tensor[] divisors = Foreach.SquareRoot(squares);
        Foreach.Divide(divisors, Math.Sqrt(1 - Math.Pow(_beta2, steps)));
        Foreach.Add(divisors, _eps);
        Foreach.AddQuotient(parameters, means, divisors, -learningRate / (1 - Math.Pow(_beta1, steps)));
    }

    /// <summary>The largest squares so far, raised in place where the new ones are larger.</summary>
    private static Tensor[] Raised(Tensor[] largest, Tensor[] squares)
    {
        Tensor[] raised = Foreach.Maximum(largest, squares);
        for (int i = 0; i < largest.Length; i++) largest[i].copy_(raised[i]);
        return largest;
    }
}
