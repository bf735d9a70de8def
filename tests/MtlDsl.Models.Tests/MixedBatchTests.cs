using MtlDsl.Training;
using MtlDsl.Training.Data;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Data sets that label one task each, in one batch: what has no label teaches nothing, and what has counts in full.</summary>
/// <remarks>Dropout draws from the one global source of chance, so no other test may run beside these.</remarks>
[Collection("torch")]
public sealed class MixedBatchTests
{
    private static readonly string[] heads = [.. FiveHeads.Architecture.Heads.Select(head => head.Name)];

    public static TheoryData<string> Heads => [.. heads];

    [Theory, MemberData(nameof(Heads))]
    public void Tasks_without_a_label_change_no_bit_of_the_gradients(string labelled)
    {
        using var model = Network(seed: 2);
        model.train();

        var alone = Gradients(model, labelled, alwaysTargets: false);
        var among = Gradients(model, labelled, alwaysTargets: true);

        alone.Losses.Keys.ShouldBe([labelled]);
        among.Losses.Keys.ShouldBe(heads);
        among.Losses[labelled].ShouldBe(alone.Losses[labelled]);
        foreach (var other in heads.Where(head => head != labelled))
            among.Losses[other].ShouldBe(0, other);
        foreach (var (group, gradients) in among.Groups)
            if (group == "Trunk" || group == labelled)
            {
                gradients.AsSpan().SequenceEqual(alone.Groups[group]).ShouldBeTrue(group);
                gradients.Any(value => value != 0).ShouldBeTrue(group);
            }
            else
                gradients.All(value => value == 0).ShouldBeTrue(group);
    }

    [Theory, MemberData(nameof(Heads))]
    public void A_loss_is_that_of_the_labelled_images_alone(string labelled)
    {
        using var model = Network(seed: 3);
        model.eval(); // batch norms would let images of one batch see each other
        using var batch = Load(16, alwaysTargets: false, new Half(labelled, 0), new BlockScenes(16, 500));
        // The data sets take turns: every second image has labels for one task only.
        long[] rows = [.. Enumerable.Range(0, 8).Select(image => 2L * image + 1)];

        var (loss, gradient) = Compare(model, batch, labelled);
        var (expected, _) = Compare(model, Rows(batch, rows), labelled);
        foreach (var other in heads.Where(head => head != labelled))
        {
            var (mixed, mixedGradient) = Compare(model, batch, other);
            var (only, onlyGradient) = Compare(model, Rows(batch, rows), other);
            mixed.ShouldBe(only, 1e-5 * only, other);
            only.ShouldBeGreaterThan(0, other);
            for (var image = 0; image < 16; image++)
                if (image % 2 == 0)
                    mixedGradient[image].All(value => value == 0).ShouldBeTrue(other);
                else
                    ShouldBeNear(mixedGradient[image], onlyGradient[image / 2]);
        }
        loss.ShouldNotBe(expected, "all images of the batch are labelled for it");
        gradient.Count(image => image.Any(value => value != 0)).ShouldBeGreaterThan(8);
    }

    // Heads begin near zero, where no gradient reaches the trunk; these are in the middle of their training.
    private static FiveHeads Network(int seed)
    {
        manual_seed(seed);
        var model = new FiveHeads();
        using var scope = NewDisposeScope();
        using (no_grad())
            foreach (var parameter in model.parameters())
                parameter.add_(randn(parameter.shape) * 0.1);
        return model;
    }

    private static void ShouldBeNear(float[] found, float[] expected)
    {
        var largest = expected.Max(Math.Abs);
        found.Zip(expected).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(1e-5f * largest);
    }

    private static (Dictionary<string, float> Losses, Dictionary<string, float[]> Groups) Gradients(FiveHeads model, string labelled, bool alwaysTargets)
    {
        model.zero_grad();
        manual_seed(4); // dropout
        using var scope = NewDisposeScope();
        using var batch = Load(6, alwaysTargets, new Half(labelled, 0));
        var losses = ((IMultitaskModel)model).ComputeLosses(batch, out _);
        losses.Select(task => task.Value).Aggregate((sum, loss) => sum + loss).backward();
        return (
            losses.ToDictionary(task => task.Task, task => task.Value.item<float>()),
            ((IMultitaskModel)model).ParameterGroups.ToDictionary(
                group => group.Name, group => group.Parameters.SelectMany(p => Gradient(p.Parameter)).ToArray()));
    }

    // What no loss reaches has none, which is as good as zero.
    private static float[] Gradient(Tensor parameter) => parameter.grad?.data<float>().ToArray() ?? new float[parameter.numel()];

    // The loss of a head, and its gradient with respect to each image.
    private static (float Loss, float[][] Gradient) Compare(FiveHeads model, Batch batch, string head)
    {
        using var scope = NewDisposeScope();
        var images = batch.Images.detach().clone().requires_grad_(true);
        var loss = ((IMultitaskModel)model).ComputeLosses(new Batch(images, batch.Targets), out _).Single(task => task.Task == head).Value;
        loss.backward();
        return (loss.item<float>(), [.. images.grad!.data<float>().ToArray().Chunk(3 * 32 * 32)]);
    }

    private static Batch Rows(Batch batch, long[] rows)
    {
        var index = tensor(rows);
        Tensor Take(Tensor values) => values.index_select(0, index);
        return new Batch(Take(batch.Images), [.. batch.Targets.Select(target => target switch
        {
            SegmentationTargets t => new SegmentationTargets(Take(t.Labels)),
            DetectionTargets t => new DetectionTargets(Take(t.Labels), Take(t.Offsets)),
            RegressionTargets t => new RegressionTargets(Take(t.Values)),
            ClassificationTargets t => new ClassificationTargets(Take(t.Labels)),
            EmbeddingTargets t => new EmbeddingTargets(Take(t.Identities)),
            _ => (HeadTargets?)null,
        })]);
    }

    private static Batch Load(int batchSize, bool alwaysTargets, params IExampleSource[] sources)
    {
        using var loader = new BatchLoader(
            [.. sources.Select(source => new BatchFeed(new BlockData(), source))],
            new() { BatchSize = batchSize, AlwaysTargets = alwaysTargets, Workers = 1 });
        return loader.Next();
    }

    /// <summary>A data set that labels one task only.</summary>
    private sealed class Half(string task, int first) : IExampleSource
    {
        private readonly BlockScenes scenes = new(16, first);

        public int Count => scenes.Count;

        public Example Read(int index)
        {
            var scene = scenes.Read(index);
            return new Example(
                scene.Id, scene.Image, task == nameof(FiveHeads.Objects) ? scene.Objects : null, task == nameof(FiveHeads.Surfaces) ? scene.Mask : null)
            {
                Values = task == nameof(FiveHeads.Height) ? scene.Values : null,
                Class = task == nameof(FiveHeads.Kind) ? scene.Class : null,
                Identity = task == nameof(FiveHeads.Place) ? scene.Identity : null,
            };
        }
    }
}
