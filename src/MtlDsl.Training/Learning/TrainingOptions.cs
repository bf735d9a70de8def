namespace MtlDsl.Training;

/// <summary>How a network is trained. The defaults suit fine-tuning a trunk that was trained on ImageNet.</summary>
public sealed record TrainingOptions
{
    /// <summary>Number of steps.</summary>
    public int Iterations { get; init; } = 2000;

    /// <summary>Images that go through the network at once.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Batches whose mean gradient makes a step: for large batches in little memory.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>The rule by which gradients move weights.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Sgd;

    /// <summary>Learning rate at the beginning.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate falls.</summary>
    public LearningRatePolicy Policy { get; init; } = LearningRatePolicy.Poly;

    /// <summary>Exponent of <see cref="LearningRatePolicy.Poly"/>.</summary>
    public double Power { get; init; } = 0.9;

    /// <summary>Iterations at which <see cref="LearningRatePolicy.Step"/> lowers the learning rate, ascending.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>Where the cosine policy ends, to the learning rate at the beginning.</summary>
    public double FinalFactor { get; init; }

    /// <summary>What <see cref="LearningRatePolicy.Step"/> multiplies the learning rate by.</summary>
    public double StepFactor { get; init; } = 0.1;

    /// <summary>Iterations over which the learning rate rises from near zero in equal steps.</summary>
    public int Warmup { get; init; } = 50;

    /// <summary>Learning-rate factor of a part of the network ("Trunk" or the name of a head); 1 for parts not named.</summary>
    public IReadOnlyDictionary<string, double> LearningRateFactors { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Images with a label of its own that a part of the network ("Trunk" or the name of a head) waits for before it takes a step; 1, every
    /// step with such an image, for parts not named.
    /// </summary>
    public IReadOnlyDictionary<string, int> SamplesPerUpdate { get; init; } = new Dictionary<string, int>();

    /// <summary>
    /// The heads that learn; empty for all. With one of them the network is trained as a network for this task alone would be: the others' labels are
    /// not looked at, so neither trunk nor measures know of them.
    /// </summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>
    /// Files of weights, by the names of heads, of networks that answer for a head on images without a label for it: of runs with <see cref="Only"/>
    /// this head, say. So a head learns something of every data set's images. None by default.
    /// </summary>
    public IReadOnlyDictionary<string, string> Teachers { get; init; } = new Dictionary<string, string>();

    /// <summary>The last stage of the trunk that does not learn, nor any before it; null lets all learn.</summary>
    public string? FreezeUpTo { get; init; }

    /// <summary>How the tasks' losses or gradients are weighed against each other, beside their declared weights.</summary>
    public Balancing Balancing { get; init; } = Balancing.Fixed;

    /// <summary>The constants of the ways of balancing.</summary>
    public BalancingOptions BalancingConstants { get; init; } = new();

    /// <summary>Holds back tasks that have peaked while others learn; null lets all learn to the end.</summary>
    public PacingOptions? Pacing { get; init; }

    /// <summary>Share that a moving average of the weights keeps a step; it is what is measured and kept. 0 averages nothing.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Ends the training after so many evaluations without a better one; 0 never does.</summary>
    public int Patience { get; init; }

    /// <summary>
    /// Share of the training images that are held out to be measured on while training, where a data set has no validation images of its own; 0
    /// measures on the test images.
    /// </summary>
    public double ValidationShare { get; init; }

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Whether biases and the scales of batch norms decay too.</summary>
    public bool DecayVectors { get; init; }

    /// <summary>Largest norm of the whole gradient; 0 leaves gradients as they are.</summary>
    public double GradientClip { get; init; } = 10;

    /// <summary>What batch norms do.</summary>
    public BatchNormPolicy BatchNorm { get; init; } = BatchNormPolicy.Train;

    /// <summary>Batches that batch norms' statistics are measured anew on at the end, with the weights that are kept; 0 leaves those of training.</summary>
    public int ReestimationBatches { get; init; }

    /// <summary>Seed of the order of images, of augmentation and of dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Steps between two evaluations; 0 evaluates at the end only.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Steps between two checkpoints; 0 writes one at the end or when training is stopped.</summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>
    /// Where the network is trained and measured: <c>cpu</c>, <c>cuda</c>, <c>cuda:N</c> or <c>mps</c>. Of several processes of a machine each takes
    /// the GPU of its own number where <c>cuda</c> names none. A run may go on on another device.
    /// </summary>
    public string Device { get; init; } = Devices.Cpu;

    /// <summary>Whether GPUs that can may compute products of float32 in TF32, which is faster and has 10 bits of mantissa.</summary>
    public bool AllowTf32 { get; init; } = true;

    /// <summary>Makes sure that the values make sense together.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public void Validate()
    {
        Require(Iterations > 0, nameof(Iterations), Iterations, "at least 1");
        Require(BatchSize > 0, nameof(BatchSize), BatchSize, "at least 1");
        Require(Accumulation > 0, nameof(Accumulation), Accumulation, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to below 1");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "at least 0");
        Require(GradientClip >= 0 && double.IsFinite(GradientClip), nameof(GradientClip), GradientClip, "at least 0");
        Require(ReestimationBatches >= 0, nameof(ReestimationBatches), ReestimationBatches, "at least 0");
        Require(AverageDecay is >= 0 and < 1, nameof(AverageDecay), AverageDecay, "from 0 to below 1");
        Require(ValidationShare is >= 0 and < 1, nameof(ValidationShare), ValidationShare, "from 0 to below 1");
        Require(Patience >= 0, nameof(Patience), Patience, "at least 0");
        Require(FinalFactor is >= 0 and <= 1, nameof(FinalFactor), FinalFactor, "from 0 to 1");
        Require(Warmup >= 0, nameof(Warmup), Warmup, "at least 0");
        Require(Power >= 0 && double.IsFinite(Power), nameof(Power), Power, "at least 0");
        Require(EvaluateEvery >= 0, nameof(EvaluateEvery), EvaluateEvery, "at least 0");
        Require(CheckpointEvery >= 0, nameof(CheckpointEvery), CheckpointEvery, "at least 0");
        foreach (var (part, factor) in LearningRateFactors)
            Require(factor >= 0 && double.IsFinite(factor), $"{nameof(LearningRateFactors)}[{part}]", factor, "at least 0");
        foreach (var (part, samples) in SamplesPerUpdate)
            Require(samples > 0, $"{nameof(SamplesPerUpdate)}[{part}]", samples, "at least 1");
        Require(StepFactor > 0 && double.IsFinite(StepFactor), nameof(StepFactor), StepFactor, "above 0");
        foreach (var (before, step) in Steps.Prepend(0).Zip(Steps))
            Require(step > before, nameof(Steps), step, $"more than {before}: they ascend from 1");
        if (Policy == LearningRatePolicy.Step)
            Require(Steps.Count > 0, $"The number of {nameof(Steps)} with {nameof(Policy)} {nameof(LearningRatePolicy.Step)}", Steps.Count, "at least 1");
        if (Patience > 0)
            Require(EvaluateEvery > 0, $"{nameof(EvaluateEvery)} with {nameof(Patience)}", EvaluateEvery, "at least 1");
        if (!Devices.IsName(Device))
            throw new ArgumentException($"{nameof(Device)} is '{Device}'; it must be {Devices.Names}.");
        BalancingConstants.Validate();
        if (Pacing is null)
            return;
        Require(Pacing.Window > 0, "Pacing.Window", Pacing.Window, "at least 1");
        Require(Pacing.Certainty >= 0 && double.IsFinite(Pacing.Certainty), "Pacing.Certainty", Pacing.Certainty, "at least 0");
        Require(Pacing.Earliest is >= 0 and <= 1, "Pacing.Earliest", Pacing.Earliest, "from 0 to 1");
        Require(Pacing.AnchorWeight >= 0 && double.IsFinite(Pacing.AnchorWeight), "Pacing.AnchorWeight", Pacing.AnchorWeight, "at least 0");
        Require(EvaluateEvery > 0, $"{nameof(EvaluateEvery)} with {nameof(Pacing)}", EvaluateEvery, "at least 1");
    }

    /// <summary>Makes sure that the values make sense together, and name heads of a network only.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    internal void Validate(Architecture architecture)
    {
        Validate();
        RequireHeads(nameof(Only), Only);
        RequireHeads(nameof(Teachers), Teachers.Keys);
        if (Only.Count > 0 && Teachers.Keys.FirstOrDefault(head => !Only.Contains(head)) is { } idle)
            throw new ArgumentException($"{nameof(Teachers)} names '{idle}', which does not learn: {nameof(Only)} names {string.Join(", ", Only)}.");

        void RequireHeads(string option, IEnumerable<string> heads)
        {
            if (heads.FirstOrDefault(head => architecture.Heads.All(other => other.Name != head)) is { } unknown)
                throw new ArgumentException($"{option} names '{unknown}'; the heads of {architecture.Name} are {string.Join(", ", architecture.Heads)}.");
        }
    }

    private static void Require(bool condition, string name, double value, string allowed)
    {
        if (!condition)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; it must be {allowed}."));
    }
}
