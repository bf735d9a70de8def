using System.CommandLine;
using MtlDsl.Training;

namespace MtlDsl.App.Commands;

/// <summary>The training options on a command line, with a program's defaults.</summary>
internal sealed class TrainingSettings
{
    private readonly TrainingOptions defaults;
    private readonly Option<int> iterations, batch, warmup, seed, evaluateEvery, checkpointEvery;
    private readonly Option<double> learningRate, clip, weightDecay;
    private readonly Option<LearningRatePolicy> policy;
    private readonly Option<BatchNormPolicy> batchNorm;

    public TrainingSettings(TrainingOptions defaults)
    {
        this.defaults = defaults;
        iterations = CommonOptions.Positive("--iterations", "Number of steps", defaults.Iterations);
        batch = CommonOptions.Positive("--batch", "Images a step", defaults.BatchSize);
        learningRate = Value("--lr", "Learning rate at the beginning", defaults.LearningRate);
        policy = Value("--policy", "How the learning rate falls", defaults.Policy);
        warmup = Value("--warmup", "Steps over which the learning rate rises", defaults.Warmup);
        clip = Value("--clip", "Largest norm of the gradient; 0 leaves it as it is", defaults.GradientClip);
        weightDecay = Value("--weight-decay", "Weight decay", defaults.WeightDecay);
        batchNorm = Value("--batch-norm", "What batch norms do: learn batch statistics, or keep those of the trunk", defaults.BatchNorm);
        seed = Value("--seed", "Seed of all chance", defaults.Seed);
        evaluateEvery = Value("--evaluate-every", "Steps between two evaluations; 0 evaluates at the end only", defaults.EvaluateEvery);
        checkpointEvery = Value("--checkpoint-every", "Steps between two checkpoints; 0 writes one at the end only", defaults.CheckpointEvery);
        All = [iterations, batch, learningRate, policy, warmup, clip, weightDecay, batchNorm, seed, evaluateEvery, checkpointEvery];
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
