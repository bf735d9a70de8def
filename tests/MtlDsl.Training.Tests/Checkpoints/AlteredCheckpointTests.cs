using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;

namespace MtlDsl.Training.Tests.Checkpoints;

/// <summary>A checkpoint that is not as training wrote it is refused in one line that names the file, what is wrong, and what to do.</summary>
[Collection("torch")]
public sealed class AlteredCheckpointTests : IDisposable
{
    private static readonly TrainingOptions options = new() { Iterations = 8, BatchSize = 2, Warmup = 0, LearningRate = 0.01, CheckpointEvery = 0, AverageDecay = 0.9 };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a tensor is missing", "tensors where")]
    [InlineData("a momentum of another shape", "the tensor 'optimizer.trunk.conv1.weight.momentum' is 4, not 16x3x3x3")]
    [InlineData("an average of another shape", "the tensor 'average.trunk.bn1.weight' is 1, not 16")]
    [InlineData("too few weights of tasks", "the tensor 'weights' holds 1 numbers, not 2")]
    [InlineData("curves of another type", "the tensor 'curve.Surfaces' holds Float32, not Float64")]
    [InlineData("a step beyond the last", "it stands at step 99999999 of 8")]
    [InlineData("other classes", "its classes of Objects are 'Green Red', declared are 'Red Green'")]
    public void It_is_refused(string alteration, string expected)
    {
        var run = Train();
        Alter(run.Checkpoint, alteration);

        var error = Should.Throw<CheckpointException>(() => Resume(run)).Message;

        error.ShouldStartWith(run.Checkpoint);
        error.ShouldContain(expected);
        error.ShouldNotContain("\n");
    }

    [Fact]
    public void One_of_an_earlier_version_that_does_not_count_its_tensors_is_taken_up()
    {
        var run = Train();
        Alter(run.Checkpoint, "no count");

        Resume(run);
    }

    private RunFolder Train()
    {
        var run = new RunFolder(folder["run"]);
        using var model = new TinyNetwork();
        using var stop = new CancellationTokenSource();
        using var trainer = new Trainer(model, options)
        {
            Folder = run,
            Observer = new Learning.RecordingObserver { OnStep = progress => { if (progress.Iteration == 3) stop.Cancel(); } },
        };
        var adapter = new TinyData();
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = options.BatchSize });
        trainer.Run(batches, stop.Token).Iteration.ShouldBe(3);
        return run;
    }

    private static void Resume(RunFolder run)
    {
        using var model = new TinyNetwork();
        using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
        using var trainer = new Trainer(model, checkpoint.Options);
        trainer.Restore(checkpoint);
    }

    private static void Alter(string path, string alteration)
    {
        List<TensorToStore> tensors;
        Dictionary<string, string> metadata;
        using (var file = SafeTensors.Open(path))
        {
            metadata = new(file.Metadata);
            tensors = [.. file.Tensors.Values.Select(tensor => tensor.ReadBytes() is var bytes ? new TensorToStore(tensor.Name, tensor.Type, tensor.Shape, () => bytes) : null!)];
        }
        switch (alteration)
        {
            case "a tensor is missing":
                tensors.RemoveAll(tensor => tensor.Name == "optimizer.trunk.conv1.weight.momentum").ShouldBe(1);
                break;
            case "a momentum of another shape":
                Replace("optimizer.trunk.conv1.weight.momentum", ElementType.Float32, 4);
                break;
            case "an average of another shape":
                Replace("average.trunk.bn1.weight", ElementType.Float32, 1);
                break;
            case "too few weights of tasks":
                Replace("weights", ElementType.Float64, 1);
                break;
            case "curves of another type":
                Replace("curve.Surfaces", ElementType.Float32, 2);
                break;
            case "a step beyond the last":
                metadata["iteration"] = "99999999";
                break;
            case "other classes":
                metadata["mtldsl.Objects.classes"] = "Green Red";
                break;
            case "no count":
                metadata.Remove("tensors").ShouldBeTrue();
                break;
        }
        SafeTensors.Save(path, tensors, metadata);

        void Replace(string name, ElementType type, long count) =>
            tensors[tensors.FindIndex(tensor => tensor.Name == name)] = new TensorToStore(name, type, [count], () => new byte[count * type.Size()]);
    }
}
