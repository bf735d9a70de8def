using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>Every number of the recipes, as the study and the published solvers give it.</summary>
public class RecipesTests
{
    private static readonly PixelSize image = new(300, 300);

    [Fact]
    public void FCN_is_trained_image_by_image_on_summed_losses()
    {
        var options = Recipes.Create(Recipe.FcnOriginal, image);

        (options.BatchSize, options.Momentum, options.WeightDecay, options.Iterations).ShouldBe((1, 0.99, 5e-4, 100_000));
        // 1e-10 on the sum over 300 x 300 pixels.
        options.LearningRate.ShouldBe(9e-6, 1e-15);
        LearningRateSchedule.At(options, 99_999).ShouldBe(options.LearningRate);
        options.BatchNorm.ShouldBe(BatchNormPolicy.Frozen);
    }

    [Fact]
    public void ParseNet_falls_from_ten_times_that_rate()
    {
        var options = Recipes.Create(Recipe.ParseNet, image);

        (options.BatchSize, options.Momentum, options.WeightDecay, options.Policy, options.Power).ShouldBe((6, 0.9, 5e-4, LearningRatePolicy.Poly, 0.9));
        options.LearningRate.ShouldBe(1e-9 * 300 * 300 * 6, 1e-15);
    }

    [Theory]
    [InlineData(Recipe.Ssd, null)]
    [InlineData(Recipe.SsdResNet, "Res2c")]
    public void SSD_steps_down_twice(Recipe recipe, string? frozen)
    {
        var options = Recipes.Create(recipe, image);

        (options.BatchSize, options.Iterations, options.Momentum, options.WeightDecay).ShouldBe((32, 60_000, 0.9, 5e-4));
        LearningRateSchedule.At(options, 0).ShouldBe(1e-3, 1e-15);
        LearningRateSchedule.At(options, 39_999).ShouldBe(1e-3, 1e-15);
        LearningRateSchedule.At(options, 40_000).ShouldBe(1e-4, 1e-15);
        LearningRateSchedule.At(options, 50_000).ShouldBe(1e-5, 1e-15);
        options.FreezeUpTo.ShouldBe(frozen);
    }

    [Theory]
    [InlineData(Recipe.Multitask)]
    [InlineData(Recipe.Aerial)]
    public void The_study_trains_both_tasks_by_poly(Recipe recipe)
    {
        var options = Recipes.Create(recipe, image);

        (options.BatchSize, options.Iterations, options.Momentum, options.Optimizer, options.Balancing, options.BatchNorm)
            .ShouldBe((6, 30_000, 0.9, OptimizerKind.Sgd, Balancing.Fixed, BatchNormPolicy.Train));
        foreach (var iteration in new[] { 0, 10_000, 29_999 })
            LearningRateSchedule.At(options, iteration).ShouldBe(1e-3 * Math.Pow(1 - iteration / 30_000.0, 0.9), 1e-15);
    }

    [Fact]
    public void A_larger_batch_sees_as_many_images()
    {
        Recipes.Create(Recipe.Multitask, image).ForBatch(12).Iterations.ShouldBe(15_000);
        Recipes.Create(Recipe.Multitask, image).ForBatch(24).Iterations.ShouldBe(7_500);

        var ssd = Recipes.Create(Recipe.Ssd, image).ForBatch(8, accumulation: 2);

        (ssd.BatchSize, ssd.Accumulation, ssd.Iterations).ShouldBe((8, 2, 120_000));
        ssd.Steps.ShouldBe([80_000, 100_000]);
        // And back again.
        var back = ssd.ForBatch(32);
        (back.BatchSize, back.Accumulation, back.Iterations).ShouldBe((32, 1, 60_000));
        back.Steps.ShouldBe([40_000, 50_000]);
    }

    [Fact]
    public void Warm_up_sees_as_many_images_too()
    {
        var tuned = Recipes.FineTune.ForBatch(64);

        (tuned.Iterations, tuned.Warmup).ShouldBe((50, 6));
        Recipes.Create(Recipe.Multitask, image).ForBatch(12).Warmup.ShouldBe(0);
    }

    [Fact]
    public void A_shorter_training_steps_down_at_the_same_parts()
    {
        var ssd = Recipes.Create(Recipe.Ssd, image).ForIterations(6_000);

        ssd.Steps.ShouldBe([4_000, 5_000]);
        ssd.ForIterations(1).Validate();
    }

    [Theory]
    [InlineData(6, BatchNormPolicy.Train, BatchNormPolicy.Train)]
    [InlineData(5, BatchNormPolicy.Train, BatchNormPolicy.Frozen)]
    [InlineData(1, BatchNormPolicy.Synchronized, BatchNormPolicy.Synchronized)]
    public void Batch_norms_learn_from_six_images_on(int batch, BatchNormPolicy policy, BatchNormPolicy expected) =>
        (Recipes.Create(Recipe.Multitask, image) with { BatchNorm = policy }).ForBatch(batch, accumulation: 6).BatchNorm.ShouldBe(expected);

    [Fact]
    public void What_a_recipe_says_nothing_of_stays()
    {
        var options = Recipes.Create(Recipe.Ssd, image, new TrainingOptions { Seed = 3, EvaluateEvery = 100, GradientClip = 5 });

        (options.Seed, options.EvaluateEvery, options.GradientClip).ShouldBe((3, 100, 0));
    }

    [Fact]
    public void All_recipes_make_sense()
    {
        foreach (var recipe in Enum.GetValues<Recipe>())
            Recipes.Create(recipe, image).Validate();
    }

    [Fact]
    public void Fine_tuning_needs_no_weight_between_the_tasks()
    {
        var options = Recipes.Create(Recipe.FineTune, image);

        (options.Optimizer, options.LearningRate, options.WeightDecay, options.Policy, options.Warmup, options.GradientClip)
            .ShouldBe((OptimizerKind.AdamW, 2e-3, 0.01, LearningRatePolicy.Poly, 50, 10));
        (options.Iterations, options.BatchSize, options.Balancing, options.AverageDecay).ShouldBe((400, 8, Balancing.ImtlL, 0.99));
        Recipes.Create(Recipe.Multitask, image, Recipes.FineTune).ShouldBeEquivalentTo(Recipes.Create(Recipe.Multitask, image));
        TrainingOptionsJson.Write(Recipes.FineTune).ShouldBe(TrainingOptionsJson.Write(options));
    }
}
