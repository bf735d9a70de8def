using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>When and how far parts of a network move: accumulation, rates of their own, waiting heads, averaged weights.</summary>
[Collection("torch")]
public sealed class UpdateTests
{
    // Plain gradient descent: what a step does is the learning rate times the mean gradient.
    private static readonly TrainingOptions plain = new()
    {
        Iterations = 1, BatchSize = 8, LearningRate = 0.1, Policy = LearningRatePolicy.Fixed, Warmup = 0, Momentum = 0, WeightDecay = 0, GradientClip = 0,
        BatchNorm = BatchNormPolicy.Frozen,
    };

    public UpdateTests() => set_num_threads(1);

    [Theory]
    [InlineData(2, 4, 0)]
    [InlineData(1, 8, 0)]
    [InlineData(4, 2, 0.5)]
    public void Accumulated_batches_make_the_step_of_one_large_batch(int batch, int accumulation, double clip)
    {
        // Every pixel is labelled, so that the mean over a batch is the mean over its parts.
        var options = plain with { Iterations = 3, Momentum = 0.9, WeightDecay = 0.01, GradientClip = clip };
        var whole = Train(options, new TinyMasks());

        var parts = Train(options with { BatchSize = batch, Accumulation = accumulation }, new TinyMasks());

        foreach (var (name, moved) in whole[^1])
            parts[^1][name].ShouldBe(moved, 1e-5, name);
        Norm(whole[^1]["trunk.conv1.weight"].Zip(whole[0]["trunk.conv1.weight"], (a, b) => a - b)).ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Accumulation_works_with_gradients_apart_too()
    {
        var options = plain with { Iterations = 2, Balancing = Balancing.PcGrad };
        var whole = Train(options, new TinyMasks());

        var parts = Train(options with { BatchSize = 2, Accumulation = 4 }, new TinyMasks());

        foreach (var (name, moved) in whole[^1])
            parts[^1][name].ShouldBe(moved, 1e-5, name);
    }

    public static TheoryData<Balancing> Methods => [.. Enum.GetValues<Balancing>().Except([Balancing.Rlw])];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_trunk_moves_by_the_weighted_gradients_of_the_tasks(Balancing method)
    {
        // The same images labelled for one task each give the tasks' gradients apart.
        var (masks, boxes, both) = (Train(plain, new TinyMasks()), Train(plain, new TinyBoxes()), Train(plain with { Balancing = method }, new TinyData()));
        var trunk = both[0].Keys.Where(name => name.StartsWith("trunk.", StringComparison.Ordinal)).ToList();
        float[][] gradients = [.. new[] { masks, boxes }.Select(one => trunk.SelectMany(name => Step(one, 1, name)).Select(step => step / -0.1f).ToArray())];
        var gramian = new double[2, 2];
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 2; j++)
                gramian[i, j] = gradients[i].Zip(gradients[j], (a, b) => (double)a * b).Sum();
        var (weights, balancer) = (new double[2], Balancer.Create(method, ["Surfaces", "Objects"], new BalancingOptions()));
        balancer.Weigh(new BalancingStep(0, 1, 1, [0, 1], [1, 1], gramian, new Random(0)), weights);

        trunk.SelectMany(name => Step(both, 1, name)).ToArray()
            .ShouldBe([.. gradients[0].Zip(gradients[1], (a, b) => (float)(-0.1 * (weights[0] * a + weights[1] * b)))], 2e-5);
        var head = balancer.WeighsSharedOnly ? 1 : (float)weights[0];
        Step(both, 1, "scores.weight").ShouldBe([.. Step(masks, 1, "scores.weight").Select(step => step * head)], 1e-6);
    }

    [Fact]
    public void Parts_move_by_their_own_learning_rates()
    {
        var factors = new Dictionary<string, double> { ["Trunk"] = 0.5, ["Surfaces"] = 3, ["Objects"] = 0 };
        var (even, own) = (Train(plain, new TinyData()), Train(plain with { LearningRateFactors = factors }, new TinyData()));

        foreach (var (name, factor) in new[] { ("trunk.conv1.weight", 0.5f), ("trunk.bn2.bias", 0.5f), ("scores.weight", 3f), ("confidences.weight", 0f) })
            Step(own, 1, name).ShouldBe([.. Step(even, 1, name).Select(value => factor * value)], 1e-6, name);
    }

    [Fact]
    public void A_head_that_waits_for_eight_of_its_images_steps_every_fourth_batch_of_two_by_their_mean_gradient()
    {
        // The trunk stands still, so that the head's gradients are those of one network.
        var still = plain with { LearningRateFactors = new Dictionary<string, double> { ["Trunk"] = 0 } };
        var large = Train(still, new TinyMasks());

        var waiting = Train(
            still with { Iterations = 8, BatchSize = 2, SamplesPerUpdate = new Dictionary<string, int> { ["Surfaces"] = 8 } }, new TinyMasks());

        var moved = Enumerable.Range(1, 8).Where(step => Step(waiting, step, "scores.weight").Any(value => value != 0));
        moved.ShouldBe([4, 8]);
        Step(waiting, 4, "scores.weight").ShouldBe(Step(large, 1, "scores.weight"), 1e-6);
    }

    [Fact]
    public void A_waiting_head_leaves_the_trunk_to_step_every_time()
    {
        var waiting = Train(plain with { Iterations = 4, BatchSize = 2, SamplesPerUpdate = new Dictionary<string, int> { ["Surfaces"] = 8 } }, new TinyMasks());

        Enumerable.Range(1, 4).ShouldAllBe(step => Step(waiting, step, "trunk.conv1.weight").Any(value => value != 0));
    }

    [Fact]
    public void Images_without_a_heads_label_do_not_count_for_it()
    {
        var waiting = Train(plain with { Iterations = 4, BatchSize = 2, SamplesPerUpdate = new Dictionary<string, int> { ["Objects"] = 2 } }, new TinyMasks());

        Enumerable.Range(1, 4).ShouldAllBe(step => Step(waiting, step, "confidences.weight").All(value => value == 0));
    }

    [Fact]
    public void Weight_decay_spares_norms_and_biases()
    {
        var (decayed, free) = (Train(plain with { WeightDecay = 0.5 }, new TinyMasks()), Train(plain, new TinyMasks()));

        Difference("trunk.conv1.weight").ShouldBe([.. free[0]["trunk.conv1.weight"].Select(value => -0.1f * 0.5f * value)], 1e-6);
        foreach (var name in new[] { "trunk.bn1.weight", "trunk.bn1.bias", "scores.bias" })
            Difference(name).ShouldAllBe(value => value == 0);

        float[] Difference(string name) => [.. decayed[1][name].Zip(free[1][name], (a, b) => a - b)];
    }

    [Theory]
    [InlineData(Balancing.Fixed)]
    [InlineData(Balancing.UpGrad)]
    public void Frozen_stages_keep_weights_and_statistics_while_heads_learn(Balancing balancing)
    {
        var options = plain with { Iterations = 3, FreezeUpTo = "Map", BatchNorm = BatchNormPolicy.Train, WeightDecay = 0.1, Balancing = balancing };

        var frozen = Train(options, new TinyData());

        foreach (var name in new[] { "trunk.conv1.weight", "trunk.bn2.bias", "trunk.bn2.running_mean" })
            frozen[^1][name].ShouldBe(frozen[0][name]);
        Step(frozen, 3, "scores.weight").ShouldContain(value => value != 0);
    }

    [Fact]
    public void Averaged_weights_are_the_moving_average_of_those_after_each_step()
    {
        const double Decay = 0.6;
        var options = plain with { Iterations = 6, LearningRate = 0.05 };
        var steps = Train(options, new TinyData());

        var kept = Train(options with { AverageDecay = Decay }, new TinyData());

        foreach (var name in new[] { "trunk.conv1.weight", "trunk.bn2.weight", "scores.weight" })
        {
            var average = steps[0][name].Select(value => (double)value).ToArray();
            for (var t = 1; t <= 6; t++)
            {
                var share = Math.Min(Decay, (1.0 + t) / (10.0 + t));
                average = [.. average.Zip(steps[t][name], (mean, value) => share * mean + (1 - share) * value)];
            }
            kept[^1][name].Select(value => (double)value).ToArray().ShouldBe(average, 1e-5, name);
        }
    }

    private static float[] Step(List<Dictionary<string, float[]>> training, int step, string name) =>
        [.. training[step][name].Zip(training[step - 1][name], (after, before) => after - before)];

    private static double Norm(IEnumerable<float> values) => Math.Sqrt(values.Sum(value => (double)value * value));

    /// <summary>The weights before training, after each step, and at the end.</summary>
    private static List<Dictionary<string, float[]>> Train(TrainingOptions options, TinyData adapter)
    {
        manual_seed(3);
        using var model = new TinyNetwork();
        var weights = new List<Dictionary<string, float[]>> { Copy(model) };
        using var trainer = new Trainer(model, options) { Observer = new RecordingObserver { OnStep = _ => weights.Add(Copy(model)) } };
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = options.BatchSize });
        trainer.Run(batches);
        weights.Add(Copy(model));
        return weights;
    }

    private static Dictionary<string, float[]> Copy(TinyNetwork model)
    {
        using var scope = NewDisposeScope();
        return model.state_dict().Where(item => item.Value.is_floating_point())
            .ToDictionary(item => item.Key, item => item.Value.detach().contiguous().cpu().data<float>().ToArray());
    }
}
