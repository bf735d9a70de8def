using MtlDsl.Training;
using MtlDsl.Training.Data;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>Data sets that label one task each, in one batch: what has no label teaches nothing, and what has counts in full.</summary>
public sealed class MixedBatchTests
{
    private static readonly string[] heads = [.. FiveHeads.Architecture.Heads.Select(head => head.Name)];

    public static TheoryData<string> Heads => [.. heads];

    [Theory, MemberData(nameof(Heads))]
    public void Tasks_without_a_label_change_no_bit_of_the_gradients(string labelled)
    {
        manual_seed(2);
        using var model = new FiveHeads();
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
                gradients.ShouldBe(alone.Groups[group], group);
                gradients.ShouldContain(value => value != 0, group);
            }
            else
                gradients.ShouldAllBe(value => value == 0, group);
    }

    [Theory, MemberData(nameof(Heads))]
    public void A_loss_is_that_of_the_labelled_images_alone(string labelled)
    {
        manual_seed(3);
        using var model = new FiveHeads();
        model.eval(); // batch norms would let images of one batch see each other
        using var batch = Load(8, alwaysTargets: false, new Half(labelled, 0), new BlockScenes(16, 500)).Next();
        // The data sets take turns: every second image has labels for one task only.
        long[] rows = [1, 3, 5, 7];

        var (loss, gradient) = Compare(model, batch, labelled);
        var (expected, expectedGradient) = Compare(model, Rows(batch, rows), labelled);
        foreach (var other in heads.Where(head => head != labelled))
        {
            var (mixed, mixedGradient) = Compare(model, batch, other);
            var (only, onlyGradient) = Compare(model, Rows(batch, rows), other);
            mixed.ShouldBe(only, 1e-5 * Math.Abs(only), other);
            for (var image = 0; image < 8; image++)
                if (image % 2 == 0)
                    mixedGradient[image].ShouldAllBe(value => value == 0, other);
                else
                    ShouldBeNear(mixedGradient[image], onlyGradient[image / 2]);
        }
        loss.ShouldNotBe(expected, "all images of the batch are labelled for it");
        gradient.ShouldAllBe(image => image.Any(value => value != 0));
        expectedGradient.Length.ShouldBe(4);
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
        using var batch = Load(6, alwaysTargets, new Half(labelled, 0)).Next();
        var losses = ((IMultitaskModel)model).ComputeLosses(batch);
        losses.Select(task => task.Loss).Aggregate((sum, loss) => sum + loss).backward();
        return (
            losses.ToDictionary(task => task.Task, task => task.Loss.item<float>()),
            ((IMultitaskModel)model).ParameterGroups.ToDictionary(
                group => group.Name, group => group.Parameters.SelectMany(p => p.Parameter.grad?.data<float>().ToArray() ?? []).ToArray()));
    }

    // The loss of a head, and its gradient with respect to each image.
    private static (float Loss, float[][] Gradient) Compare(FiveHeads model, Batch batch, string head)
    {
        using var scope = NewDisposeScope();
        var images = batch.Images.detach().clone().requires_grad_(true);
        var loss = ((IMultitaskModel)model).ComputeLosses(new Batch(images, batch.Targets)).Single(task => task.Task == head).Loss;
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

    private static BatchLoader Load(int batchSize, bool alwaysTargets, params IExampleSource[] sources) => new(
        [.. sources.Select(source => new BatchFeed(new BlockData(), source))],
        new() { BatchSize = batchSize, AlwaysTargets = alwaysTargets, Workers = 1 });

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
