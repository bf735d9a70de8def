using System.CommandLine;
using System.Numerics;
using MtlDsl.Training;
using MtlDsl.Vision;

namespace MtlDsl.App.Commands;

/// <summary>The training options on a command line: a program's defaults or a recipe's, and what is given one by one.</summary>
internal sealed class TrainingSettings
{
    private readonly TrainingOptions defaults;
    private readonly PixelSize input;
    private readonly List<(Option Option, Func<TrainingOptions, ParseResult, TrainingOptions> Apply)> settings = [];
    private readonly Option<Recipe?> recipe = new("--recipe")
    {
        Description = "Settings of a paper instead of the program's; what else is given replaces theirs",
    };
    private readonly Option<int> batch, accumulate;

    /// <param name="defaults">The program's.</param>
    /// <param name="input">The size of the network's images.</param>
    public TrainingSettings(TrainingOptions defaults, PixelSize input)
    {
        (this.defaults, this.input) = (defaults, input);
        Iterations = Positive("--iterations", "Number of steps", o => o.Iterations, (o, value) => o.ForIterations(value));
        batch = Positive("--batch", "Images that go through the network at once", o => o.BatchSize, (o, value) => o with { BatchSize = value });
        accumulate = Positive("--accumulate", "Batches whose mean gradient makes a step", o => o.Accumulation, (o, value) => o with { Accumulation = value });
        Value("--optimizer", "The rule by which gradients move weights", o => o.Optimizer, (o, value) => o with { Optimizer = value });
        Value("--lr", "Learning rate at the beginning", o => o.LearningRate, (o, value) => o with { LearningRate = value });
        Value("--momentum", "Momentum of SGD", o => o.Momentum, (o, value) => o with { Momentum = value });
        Value("--policy", "How the learning rate falls", o => o.Policy, (o, value) => o with { Policy = value });
        Value("--steps", "Iterations at which the step policy lowers the learning rate", o => o.Steps.ToArray(), (o, value) => o with { Steps = value })
            .AllowMultipleArgumentsPerToken = true;
        Value("--step-factor", "What the step policy multiplies the learning rate by", o => o.StepFactor, (o, value) => o with { StepFactor = value });
        Value("--power", "Exponent of the poly policy", o => o.Power, (o, value) => o with { Power = value });
        Value("--final-factor", "Where the cosine policy ends, to the learning rate at the beginning", o => o.FinalFactor, (o, value) => o with { FinalFactor = value });
        Value("--warmup", "Steps over which the learning rate rises", o => o.Warmup, (o, value) => o with { Warmup = value });
        ByPart<double>("--lr-factor", "Learning-rate factor of a part, Trunk or a head", "PART=NUMBER", (o, value) => o with { LearningRateFactors = value });
        ByPart<int>("--samples", "Images with a label of its own that a part waits for before a step", "PART=NUMBER", (o, value) => o with { SamplesPerUpdate = value });
        Value("--clip", "Largest norm of the gradient; 0 leaves it as it is", o => o.GradientClip, (o, value) => o with { GradientClip = value });
        Value("--weight-decay", "Weight decay", o => o.WeightDecay, (o, value) => o with { WeightDecay = value });
        Value("--decay-vectors", "Let biases and the scales of norms decay too", o => o.DecayVectors, (o, value) => o with { DecayVectors = value });
        Value("--balancing", "How the tasks are weighed against each other", o => o.Balancing, (o, value) => o with { Balancing = value });
        Value("--normalize-weights", "Scale the tasks' weights of each step to sum to their number", o => o.BalancingConstants.Normalize,
            (o, value) => o with { BalancingConstants = o.BalancingConstants with { Normalize = value } });
        Value("--pacing", "Hold tasks that have peaked to their best while others learn", o => o.Pacing is not null,
            (o, value) => o with { Pacing = value ? o.Pacing ?? new PacingOptions() : null });
        Value("--average", "Share that a moving average of the weights keeps a step; 0 averages nothing", o => o.AverageDecay, (o, value) => o with { AverageDecay = value });
        Value("--only", "Heads that learn, as a network for them alone would; all if not given", o => o.Only.ToArray(), (o, value) => o with { Only = value })
            .AllowMultipleArgumentsPerToken = true;
        ByPart("--teacher", "Weights, or the run, of a network that answers for a head on images without a label for it", "HEAD=FILE", text => text,
            (o, value) => o with { Teachers = value.ToDictionary(item => item.Key, item => TeacherFile(item.Key, item.Value)) });
        Value("--freeze-up-to", "The last stage of the trunk that does not learn", o => o.FreezeUpTo, (o, value) => o with { FreezeUpTo = value });
        Value("--batch-norm", "What batch norms do: learn the statistics of batches, also over all processes, or keep those of the trunk", o => o.BatchNorm, (o, value) => o with { BatchNorm = value });
        Value("--reestimate", "Batches to measure batch norms' statistics anew on at the end; 0 keeps those of training", o => o.ReestimationBatches,
            (o, value) => o with { ReestimationBatches = value });
        Value("--no-tf32", "Compute in full float32 on GPUs that have TF32", o => !o.AllowTf32, (o, value) => o with { AllowTf32 = !value });
        Value("--seed", "Seed of all chance", o => o.Seed, (o, value) => o with { Seed = value });
        Value("--validation", "Share of the training images to measure on while training; 0 takes the test images", o => o.ValidationShare,
            (o, value) => o with { ValidationShare = value });
        Value("--evaluate-every", "Steps between two evaluations; 0 evaluates at the end only", o => o.EvaluateEvery, (o, value) => o with { EvaluateEvery = value });
        Value("--patience", "End after so many evaluations without a better one; 0 never does", o => o.Patience, (o, value) => o with { Patience = value });
        Value("--checkpoint-every", "Steps between two checkpoints; 0 writes one at the end only", o => o.CheckpointEvery, (o, value) => o with { CheckpointEvery = value });
    }

    /// <summary>The number of steps, which alone can be given for a run that goes on.</summary>
    public Option<int> Iterations { get; }

    /// <summary>The options, for a command to take.</summary>
    public IEnumerable<Option> All => settings.Select(setting => setting.Option).Prepend(recipe);

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UsageException">A value makes no sense.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        var options = Beginning(parsed);
        foreach (var (option, apply) in settings)
            if (parsed.IsGiven(option))
                options = apply(options, parsed);
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

    // A recipe sees as many images whatever the batch.
    private TrainingOptions Beginning(ParseResult parsed)
    {
        if (parsed.GetValue(recipe) is not { } name)
            return defaults;
        var options = Recipes.Create(name, input, defaults);
        return options.ForBatch(
            parsed.IsGiven(batch) ? parsed.GetValue(batch) : options.BatchSize,
            parsed.IsGiven(accumulate) ? parsed.GetValue(accumulate) : options.Accumulation);
    }

    private Option<T> Value<T>(string name, string description, Func<TrainingOptions, T> get, Func<TrainingOptions, T, TrainingOptions> set) =>
        Add(new Option<T>(name) { Description = description, DefaultValueFactory = _ => get(defaults) }, set);

    private Option<int> Positive(string name, string description, Func<TrainingOptions, int> get, Func<TrainingOptions, int, TrainingOptions> set) =>
        Add(CommonOptions.Positive(name, description, get(defaults)), set);

    private Option<T> Add<T>(Option<T> option, Func<TrainingOptions, T, TrainingOptions> set)
    {
        settings.Add((option, (options, parsed) => set(options, parsed.GetValue(option)!)));
        return option;
    }

    // A whole path: the run may go on from another folder.
    private static string TeacherFile(string head, string run) =>
        Directory.Exists(run) && new RunFolder(run).ReadSettings()?.Only is { Count: > 0 } only && !only.Contains(head)
            ? throw new UsageException($"{run} learnt {string.Join(", ", only)} only, and cannot teach {head}.")
            : Path.GetFullPath(CommonOptions.WeightsOf(run));

    private void ByPart<T>(string name, string description, string helpName, Func<TrainingOptions, IReadOnlyDictionary<string, T>, TrainingOptions> set) where T : INumberBase<T> =>
        ByPart(name, description, helpName, text => Numbers.TryRead(text, out T value) ? value : throw new UsageException(Numbers.Problem<T>(name, text)), set);

    private void ByPart<T>(
        string name, string description, string helpName, Func<string, T> read, Func<TrainingOptions, IReadOnlyDictionary<string, T>, TrainingOptions> set)
    {
        var option = new Option<string[]>(name) { Description = $"{description}; once for each", HelpName = helpName };
        settings.Add((option, (options, parsed) => set(options, Parts(option, read, parsed.GetValue(option)!))));
    }

    private static Dictionary<string, T> Parts<T>(Option option, Func<string, T> read, string[] values)
    {
        var parts = new Dictionary<string, T>();
        foreach (var value in values)
            if (value.Split('=', 2) is not [var part, var text])
                throw new UsageException($"{option.Name} {value} is not {option.HelpName}.");
            else if (!parts.TryAdd(part, read(text)))
                throw new UsageException($"{option.Name} gives two values for {part}.");
        return parts;
    }
}
