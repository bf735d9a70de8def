using MtlDsl.Training.Balancers;

namespace MtlDsl.Training;

/// <summary>
/// Decides, step by step, how much each labelled task counts. Methods that combine gradients need nothing but their inner products:
/// whatever the combination is, it is a weighted sum of the tasks' gradients, and the weights are the method.
/// </summary>
public abstract class Balancer
{
    private bool normalize;

    /// <summary>A method at its beginning.</summary>
    /// <param name="kind">The method.</param>
    /// <param name="tasks">The names of all tasks of the network, whether a batch labels them or not.</param>
    /// <param name="options">The method's constants.</param>
    /// <exception cref="ArgumentException">The options make no sense, or there are too many tasks for the method.</exception>
    public static Balancer Create(Balancing kind, IReadOnlyList<string> tasks, BalancingOptions options)
    {
        options.Validate();
        if (kind is Balancing.Mgda or Balancing.CaGrad or Balancing.UpGrad && tasks.Count > Subsets.Most)
            throw new ArgumentException($"{kind} weighs at most {Subsets.Most} tasks, and there are {tasks.Count}; ImtlG and NashMtl weigh any number.");
        Balancer balancer = kind switch
        {
            Balancing.Fixed => new FixedWeights(),
            Balancing.Uncertainty => new Uncertainty(tasks.Count, options.Rate),
            Balancing.Dwa => new Dwa(tasks.Count, options.Temperature),
            Balancing.Rlw => new Rlw(),
            Balancing.GradNorm => new GradNorm(tasks.Count, options.Asymmetry, options.Rate),
            Balancing.ImtlL => new ImtlL(tasks.Count, options.Rate),
            Balancing.PcGrad => new PcGrad(),
            Balancing.Mgda => new Mgda(),
            Balancing.CaGrad => new CaGrad(options.Radius),
            Balancing.ImtlG => new ImtlG(),
            Balancing.NashMtl => new NashMtl(),
            Balancing.AlignedMtl => new AlignedMtl(),
            Balancing.UpGrad => new UpGrad(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such method of balancing."),
        };
        balancer.normalize = options.Normalize;
        return balancer;
    }

    /// <summary>Whether <see cref="BalancingStep.Gramian"/> must be set.</summary>
    public virtual bool NeedsGradients => false;

    /// <summary>
    /// Whether the weights are meant for the shared parameters alone, and each head learns from its own loss unweighted. So it is with
    /// the methods that combine gradients; their weights may even be negative.
    /// </summary>
    public virtual bool WeighsSharedOnly => false;

    /// <summary>
    /// Everything that the method remembers from step to step, as finite numbers; what one gives can be set in another of the same kind
    /// and number of tasks.
    /// </summary>
    /// <exception cref="ArgumentException">The numbers are not those of this method and number of tasks.</exception>
    public IReadOnlyList<double> State
    {
        get => [.. Memory.SelectMany(part => part)];
        set
        {
            var memory = Memory;
            var wanted = memory.Sum(part => part.Length);
            if (value.Count != wanted)
                throw new ArgumentException($"The balancing state has {value.Count} numbers, and the method remembers {wanted}: it is of another method or network.");
            var next = 0;
            foreach (var part in memory)
                for (var index = 0; index < part.Length; index++)
                    part[index] = value[next++];
        }
    }

    /// <summary>The arrays in which a method keeps what it remembers.</summary>
    private protected virtual IReadOnlyList<double[]> Memory => [];

    /// <summary>Decides the weights of a step, and learns from it.</summary>
    /// <param name="step">What is known of the step.</param>
    /// <param name="weights">Is given one weight for each of <see cref="BalancingStep.Tasks"/>.</param>
    /// <exception cref="ArgumentException">The numbers of tasks, losses and weights differ, or the inner products are missing.</exception>
    public void Weigh(BalancingStep step, Span<double> weights)
    {
        var count = step.Tasks.Count;
        if (step.Losses.Count != count || weights.Length != count)
            throw new ArgumentException($"{count} tasks have {step.Losses.Count} losses and room for {weights.Length} weights; the numbers must be the same.");
        if (NeedsGradients && (step.Gramian is not { } products || products.GetLength(0) != count || products.GetLength(1) != count))
            throw new ArgumentException($"The method needs the inner products of the gradients of {count} tasks.");
        Decide(step, weights);
        if (normalize)
            ScaleToCount(weights);
    }

    /// <summary>Decides the weights of a step, and learns from it.</summary>
    private protected abstract void Decide(BalancingStep step, Span<double> weights);

    private static void ScaleToCount(Span<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        if (sum <= 0)
            return;
        foreach (ref var weight in weights)
            weight *= weights.Length / sum;
    }
}
