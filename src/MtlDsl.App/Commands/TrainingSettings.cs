using System.CommandLine;
using MtlDsl.Training;

namespace MtlDsl.App.Commands;

/// <summary>The training options on a command line, with a program's defaults.</summary>
internal sealed class TrainingSettings
{
    private readonly TrainingOptions defaults;
    private readonly Option<int> iterations, batch, accumulate, warmup, seed, evaluateEvery, checkpointEvery, patience, reestimate;
    private readonly Option<double> learningRate, clip, weightDecay, momentum, average, validation;
    private readonly Option<OptimizerKind> optimizer;
    private readonly Option<LearningRatePolicy> policy;
    private readonly Option<Balancing> balancing;
    private readonly Option<bool> pacing;
    private readonly Option<string?> freeze;
    private readonly Option<BatchNormPolicy> batchNorm;

    public TrainingSettings(TrainingOptions defaults)
    {
        this.defaults = defaults;
        iterations = CommonOptions.Positive("--iterations", "Number of steps", defaults.Iterations);
        batch = CommonOptions.Positive("--batch", "Images a step", defaults.BatchSize);
        accumulate = CommonOptions.Positive("--accumulate", "Batches whose mean gradient makes a step", defaults.Accumulation);
        optimizer = Value("--optimizer", "The rule by which gradients move weights", defaults.Optimizer);
        learningRate = Value("--lr", "Learning rate at the beginning", defaults.LearningRate);
        policy = Value("--policy", "How the learning rate falls", defaults.Policy);
        momentum = Value("--momentum", "Momentum of SGD", defaults.Momentum);
        balancing = Value("--balancing", "How the tasks are weighed against each other", defaults.Balancing);
        pacing = Value("--pacing", "Hold tasks that have peaked to their best while others learn", defaults.Pacing is not null);
        average = Value("--average", "Share that a moving average of the weights keeps a step; 0 averages nothing", defaults.AverageDecay);
        freeze = Value("--freeze-up-to", "The last stage of the trunk that does not learn", defaults.FreezeUpTo);
        validation = Value("--validation", "Share of the training images to measure on while training; 0 takes the test images", defaults.ValidationShare);
        patience = Value("--patience", "End after so many evaluations without a better one; 0 never does", defaults.Patience);
        reestimate = Value("--reestimate", "Batches to measure batch norms' statistics anew on at the end; 0 keeps those of training", defaults.ReestimationBatches);
        warmup = Value("--warmup", "Steps over which the learning rate rises", defaults.Warmup);
        clip = Value("--clip", "Largest norm of the gradient; 0 leaves it as it is", defaults.GradientClip);
        weightDecay = Value("--weight-decay", "Weight decay", defaults.WeightDecay);
        batchNorm = Value("--batch-norm", "What batch norms do: learn batch statistics, or keep those of the trunk", defaults.BatchNorm);
        seed = Value("--seed", "Seed of all chance", defaults.Seed);
        evaluateEvery = Value("--evaluate-every", "Steps between two evaluations; 0 evaluates at the end only", defaults.EvaluateEvery);
        checkpointEvery = Value("--checkpoint-every", "Steps between two checkpoints; 0 writes one at the end only", defaults.CheckpointEvery);
        All =
        [
            iterations, batch, accumulate, optimizer, learningRate, momentum, policy, warmup, clip, weightDecay, balancing, pacing, average, freeze, batchNorm, reestimate,
            seed, validation, evaluateEvery, patience, checkpointEvery,
        ];
    }

    /// <summary>The options, for a command to take.</summary>
    public IReadOnlyList<Option> All { get; }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        var options = defaults with
        {
            Iterations = parsed.GetValue(iterations),
            BatchSize = parsed.GetValue(batch),
            Accumulation = parsed.GetValue(accumulate),
            Optimizer = parsed.GetValue(optimizer),
            Momentum = parsed.GetValue(momentum),
            Balancing = parsed.GetValue(balancing),
            Pacing = parsed.GetValue(pacing) ? defaults.Pacing ?? new PacingOptions() : null,
            AverageDecay = parsed.GetValue(average),
            ReestimationBatches = parsed.GetValue(reestimate),
            FreezeUpTo = parsed.GetValue(freeze),
            ValidationShare = parsed.GetValue(validation),
            Patience = parsed.GetValue(patience),
            LearningRate = parsed.GetValue(learningRate),
            Policy = parsed.GetValue(policy),
            Warmup = parsed.GetValue(warmup),
            GradientClip = parsed.GetValue(clip),
            WeightDecay = parsed.GetValue(weightDecay),
            BatchNorm = parsed.GetValue(batchNorm),
            Seed = parsed.GetValue(seed),
            EvaluateEvery = parsed.GetValue(evaluateEvery),
            CheckpointEvery = parsed.GetValue(checkpointEvery),
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException error)
        {
            throw new UsageException(error.Message);
        }
    }

    private static Option<T> Value<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
