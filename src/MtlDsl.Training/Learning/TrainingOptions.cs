namespace MtlDsl.Training;

/// <summary>How a network is trained. The defaults suit fine-tuning a trunk that was trained on ImageNet.</summary>
public sealed record TrainingOptions
{
    /// <summary>Number of steps.</summary>
    public int Iterations { get; init; } = 2000;

    /// <summary>Images a step.</summary>
    public int BatchSize { get; init; } = 8;

    /// <summary>Learning rate at the beginning.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>How the learning rate falls.</summary>
    public LearningRatePolicy Policy { get; init; } = LearningRatePolicy.Poly;

    /// <summary>Exponent of <see cref="LearningRatePolicy.Poly"/>.</summary>
    public double Power { get; init; } = 0.9;

    /// <summary>Iterations at which <see cref="LearningRatePolicy.Step"/> lowers the learning rate, ascending.</summary>
    public IReadOnlyList<int> Steps { get; init; } = [];

    /// <summary>What <see cref="LearningRatePolicy.Step"/> multiplies the learning rate by.</summary>
    public double StepFactor { get; init; } = 0.1;

    /// <summary>Iterations over which the learning rate rises from near zero in equal steps.</summary>
    public int Warmup { get; init; } = 50;

    /// <summary>Learning-rate factor of a part of the network ("Trunk" or the name of a head); 1 for parts not named.</summary>
    public IReadOnlyDictionary<string, double> LearningRateFactors { get; init; } = new Dictionary<string, double>();

    /// <summary>Momentum of the gradient descent.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Weight decay.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Whether biases and the scales of batch norms decay too.</summary>
    public bool DecayVectors { get; init; }

    /// <summary>Largest norm of the whole gradient; 0 leaves gradients as they are.</summary>
    public double GradientClip { get; init; } = 10;

    /// <summary>What batch norms do.</summary>
    public BatchNormPolicy BatchNorm { get; init; } = BatchNormPolicy.Train;

    /// <summary>Seed of the order of images, of augmentation and of dropout.</summary>
    public int Seed { get; init; }

    /// <summary>Steps between two evaluations; 0 evaluates at the end only.</summary>
    public int EvaluateEvery { get; init; }

    /// <summary>Steps between two checkpoints; 0 writes one at the end or when training is stopped.</summary>
    public int CheckpointEvery { get; init; } = 200;

    /// <summary>Makes sure that the values make sense together.</summary>
    /// <exception cref="ArgumentException">One does not; the message names it.</exception>
    public void Validate()
    {
        Require(Iterations > 0, nameof(Iterations), Iterations, "at least 1");
        Require(BatchSize > 0, nameof(BatchSize), BatchSize, "at least 1");
        Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Require(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "from 0 to below 1");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "at least 0");
        Require(GradientClip >= 0 && double.IsFinite(GradientClip), nameof(GradientClip), GradientClip, "at least 0");
        Require(Warmup >= 0, nameof(Warmup), Warmup, "at least 0");
        Require(Power >= 0 && double.IsFinite(Power), nameof(Power), Power, "at least 0");
        Require(EvaluateEvery >= 0, nameof(EvaluateEvery), EvaluateEvery, "at least 0");
        Require(CheckpointEvery >= 0, nameof(CheckpointEvery), CheckpointEvery, "at least 0");
        foreach (var (part, factor) in LearningRateFactors)
            Require(factor >= 0 && double.IsFinite(factor), $"{nameof(LearningRateFactors)}[{part}]", factor, "at least 0");
    }

    private static void Require(bool condition, string name, double value, string allowed)
    {
        if (!condition)
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}; it must be {allowed}."));
    }
}
