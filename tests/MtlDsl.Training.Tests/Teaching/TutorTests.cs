using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Tests.Learning;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Teaching;

/// <summary>Teachers answer where there is no label, and nowhere else.</summary>
[Collection("torch")]
public sealed class TutorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TinyNetwork model = new(), teacher = new();
    private readonly Dictionary<string, string> files;

    public TutorTests()
    {
        set_num_threads(1);
        NetworkWeights.Save(folder["teacher.safetensors"], teacher, iteration: 1);
        files = new() { ["Surfaces"] = folder["teacher.safetensors"] };
        model.eval();
        teacher.eval();
    }

    public void Dispose()
    {
        model.Dispose();
        teacher.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Images_without_a_label_are_compared_with_the_teacher()
    {
        using var scope = NewDisposeScope();
        using var tutor = new Tutor(model, () => new TinyNetwork(), files);
        using var batch = Batch(new TinyBoxes(), new TinyMasks());
        var losses = model.ComputeLosses(batch, out var outputs);

        var taught = tutor.Apply(batch, outputs, losses);

        taught.Select(loss => loss.Task).ShouldBe(["Surfaces", "Objects"]);
        taught[1].ShouldBe(losses.Single(loss => loss.Task == "Objects"));
        // By the definition: the mean over the pixels of the images that come from the set with boxes only.
        var labels = ((SegmentationTargets)batch.Targets[0]!).Labels.data<long>().ToArray().Chunk(32 * 32).ToList();
        var rows = Enumerable.Range(0, batch.Count).Where(image => labels[image].All(label => label == SegmentationTargets.Ignored)).ToList();
        rows.Count.ShouldBe(2);
        var truth = teacher.Forward(batch.Images)[0].log_softmax(1);
        var divergence = (truth.exp() * (truth - outputs[0].log_softmax(1))).sum(1);
        var distance = rows.Average(row => divergence[row].mean().item<float>());
        distance.ShouldBeGreaterThan(1e-3f);
        (taught[0].Value - losses.Single(loss => loss.Task == "Surfaces").Value).item<float>().ShouldBe(distance, 1e-5f);
    }

    [Fact]
    public void Where_all_is_labelled_there_is_nothing_to_ask()
    {
        using var scope = NewDisposeScope();
        using var tutor = new Tutor(model, () => new TinyNetwork(), files);
        using var batch = Batch(new TinyData());

        var losses = model.ComputeLosses(batch, out var outputs);

        tutor.Apply(batch, outputs, losses).ShouldBe(losses);
    }

    [Fact]
    public void A_network_that_agrees_with_its_teacher_has_nothing_to_learn_from_it()
    {
        using var scope = NewDisposeScope();
        NetworkWeights.Save(folder["teacher.safetensors"], model, iteration: 1);
        using var tutor = new Tutor(model, () => new TinyNetwork(), files);
        using var batch = Batch(new TinyBoxes());

        var losses = model.ComputeLosses(batch, out var outputs);

        tutor.Apply(batch, outputs, losses).Single(loss => loss.Task == "Surfaces").Value.item<float>().ShouldBe(0, 1e-6f);
    }

    [Fact]
    public void A_task_that_nobody_labels_learns_from_its_teacher_and_leaves_no_tensors_behind()
    {
        var before = model.state_dict()["scores.weight"].data<float>().ToArray();
        var options = new TrainingOptions { Iterations = 30, BatchSize = 4, LearningRate = 0.05, Warmup = 0, CheckpointEvery = 0, Teachers = files };
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, options, () => new TinyNetwork()) { Observer = observer };
        var adapter = new TinyBoxes();
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = 4 });

        trainer.Run(batches);

        model.state_dict()["scores.weight"].data<float>().ToArray().ShouldNotBe(before);
        observer.Steps[^1].Tasks[0].Loss.ShouldBeLessThan(observer.Steps[0].Tasks[0].Loss / 2);
        observer.ShouldHaveLeftNoTensors();
    }

    [Fact]
    public void A_head_that_nobody_labels_keeps_its_declared_weight()
    {
        using var scope = NewDisposeScope();
        using var weighted = new TinyNetwork { LossWeights = [0.5, 2] };
        using var tutor = new Tutor(weighted, () => new TinyNetwork(), files);
        using var batch = Batch(new TinyBoxes());

        var taught = tutor.Apply(batch, weighted.Forward(batch.Images), []);

        taught.Select(loss => (loss.Task, loss.Weight)).ShouldBe([("Surfaces", 0.5)]);
    }

    [Fact]
    public void A_teacher_that_cannot_be_had_is_named()
    {
        files["Surfaces"] = folder["none.safetensors"];
        Should.Throw<CheckpointException>(() => new Trainer(model, new TrainingOptions { Teachers = files }, () => new TinyNetwork())).Message.ShouldContain("none.safetensors");
        Should.Throw<ArgumentException>(() => new Trainer(model, new TrainingOptions { Teachers = new Dictionary<string, string> { ["Roads"] = files["Surfaces"] } })).Message.ShouldContain("Teachers names 'Roads'; the heads of TinyNetwork are");
        Should.Throw<ArgumentException>(() => new Trainer(model, new TrainingOptions { Teachers = files, Only = ["Objects"] }, () => new TinyNetwork())).Message.ShouldContain("Teachers names 'Surfaces', which does not learn: Only names Objects");
        Should.Throw<ArgumentException>(() => new Trainer(model, new TrainingOptions { Teachers = files })).Message.ShouldContain("Teachers needs a second network");
    }

    private static Batch Batch(params DataAdapter[] adapters)
    {
        using var batches = new BatchLoader(
            [.. adapters.Select(adapter => new BatchFeed(adapter, adapter.Open(null, Split.Train)))], new BatchLoaderOptions { BatchSize = 4 });
        return batches.Next();
    }
}
