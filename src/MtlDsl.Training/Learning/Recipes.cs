using MtlDsl.Vision;

namespace MtlDsl.Training;

/// <summary>
/// The settings behind each <see cref="Recipe"/>. Numbers are those of M. Martí i Rabadán, "Multitask deep learning models for real-time
/// deployment in embedded systems", KTH 2017; weight decay, 5e-4, and FCN's 100,000 iterations are those of the published solvers
/// (fcn.berkeleyvision.org, weiliu89/caffe). Where the study says nothing, nothing is done: no warm-up, no clipping.
/// </summary>
public static class Recipes
{
    /// <summary>The smallest batch whose statistics the study lets batch norms normalise by.</summary>
    private const int SmallestNormBatch = 6;

    /// <summary>The settings of <see cref="Recipe.FineTune"/>, for a program's defaults.</summary>
    public static TrainingOptions FineTune => Tune(Study(new TrainingOptions()));

    /// <summary>The settings of a recipe.</summary>
    /// <param name="recipe">Its name.</param>
    /// <param name="input">
    /// The image's size. FCN's learning rates are for losses that are summed over a batch's pixels; ours are means over the labelled ones, so
    /// these rates are multiplied by the pixels of a batch.
    /// </param>
    /// <param name="rest">What recipes say nothing of: seed, evaluations, checkpoints, pacing; the defaults if null.</param>
    public static TrainingOptions Create(Recipe recipe, PixelSize input, TrainingOptions? rest = null)
    {
        var study = Study(rest ?? new TrainingOptions());
        return recipe switch
        {
            Recipe.FcnOriginal => study with
            {
                Iterations = 100_000, BatchSize = 1, LearningRate = 1e-10 * Pixels(input), Policy = LearningRatePolicy.Fixed, Momentum = 0.99,
                BatchNorm = BatchNormPolicy.Frozen,
            },
            Recipe.ParseNet => study with { LearningRate = 1e-9 * Pixels(input) * study.BatchSize },
            Recipe.Ssd => Ssd(study),
            Recipe.SsdResNet => Ssd(study) with { FreezeUpTo = "Res2c" },
            Recipe.Multitask or Recipe.Aerial => study,
            Recipe.FineTune => Tune(study),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe, "There is no such recipe."),
        };
    }

    /// <summary>
    /// The same training with another batch: it sees as many images, so iterations, those of warm-up, and those at which the learning rate steps
    /// down, change in proportion. Batches of fewer than six images at once leave the statistics of batch norms as they are, unless several processes share them.
    /// </summary>
    /// <param name="options">The training.</param>
    /// <param name="batch">Images that go through the network at once.</param>
    /// <param name="accumulation">Batches whose mean gradient makes a step.</param>
    public static TrainingOptions ForBatch(this TrainingOptions options, int batch, int accumulation = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(accumulation, 1);
        var ratio = (double)options.BatchSize * options.Accumulation / ((double)batch * accumulation);
        return options with
        {
            BatchSize = batch,
            Accumulation = accumulation,
            Iterations = Scale(options.Iterations),
            Steps = [.. options.Steps.Select(Scale)],
            Warmup = options.Warmup > 0 ? Scale(options.Warmup) : 0,
            BatchNorm = batch < SmallestNormBatch && options.BatchNorm == BatchNormPolicy.Train ? BatchNormPolicy.Frozen : options.BatchNorm,
        };

        int Scale(int iterations) => Recipes.Scale(iterations, ratio);
    }

    /// <summary>The same training with another number of steps: the learning rate steps down at the same parts of it.</summary>
    /// <param name="options">The training.</param>
    /// <param name="iterations">Steps.</param>
    public static TrainingOptions ForIterations(this TrainingOptions options, int iterations) =>
        options with { Iterations = iterations, Steps = [.. options.Steps.Select(step => Scale(step, (double)iterations / options.Iterations)).Distinct()] };

    private static int Scale(int iterations, double ratio) => (int)Math.Max(Math.Round(iterations * ratio), 1);

    private static TrainingOptions Study(TrainingOptions rest) => rest with
    {
        Iterations = 30_000, BatchSize = 6, Accumulation = 1, Optimizer = OptimizerKind.Sgd, LearningRate = 1e-3, Policy = LearningRatePolicy.Poly,
        Power = 0.9, Steps = [], Warmup = 0, LearningRateFactors = new Dictionary<string, double>(), SamplesPerUpdate = new Dictionary<string, int>(),
        FreezeUpTo = null, Balancing = Balancing.Fixed, AverageDecay = 0, Momentum = 0.9, WeightDecay = 5e-4, GradientClip = 0, BatchNorm = BatchNormPolicy.Train,
    };

    // Measured on Penn-Fudan: docs/training.md.
    private static TrainingOptions Tune(TrainingOptions study) => study with
    {
        Iterations = 400, BatchSize = 8, Optimizer = OptimizerKind.AdamW, LearningRate = 2e-3, WeightDecay = 0.01, Warmup = 50, GradientClip = 10,
        Balancing = Balancing.ImtlL, AverageDecay = 0.99,
    };

    private static TrainingOptions Ssd(TrainingOptions study) => study with
    {
        Iterations = 60_000, BatchSize = 32, Policy = LearningRatePolicy.Step, Steps = [40_000, 50_000], StepFactor = 0.1,
    };

    private static double Pixels(PixelSize input) => (double)input.Width * input.Height;
}
