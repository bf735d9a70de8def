using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Vision;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>Three steps of training against the same in PyTorch, from pixels and boxes to weights (Fixtures/make_training.py).</summary>
[Collection("torch")]
public sealed class PyTorchTrainingTests : IDisposable
{
    private readonly StateFile file = SafeTensors.Open(Fixture.Path("training.safetensors"));

    public void Dispose() => file.Dispose();

    private static readonly TrainingOptions options = new()
    {
        Iterations = 3, BatchSize = 4, LearningRate = 0.05, Warmup = 2, WeightDecay = 0.01, GradientClip = 10,
    };

    [Fact]
    public void Three_steps_give_PyTorchs_weights() =>
        Train(options, "after.").Steps[0].Tasks.Select(task => (float)task.Loss).ShouldBe(file["losses"].ReadFloats()[..2], 1e-4);

    [Theory]
    [InlineData(OptimizerKind.Adam, 0.01)]
    [InlineData(OptimizerKind.AdamW, 0.01)]
    [InlineData(OptimizerKind.AdaDelta, 1)]
    public void So_they_do_with_other_optimisers(OptimizerKind kind, double learningRate) =>
        Train(options with { Optimizer = kind, LearningRate = learningRate }, $"after.{kind}.");

    private RecordingObserver Train(TrainingOptions recipe, string expected)
    {
        using var model = new TinyNetwork();
        StateDictLoader.Load(model, file, "before.");
        var observer = new RecordingObserver();
        using var trainer = new Trainer(model, recipe) { Observer = observer };
        // A batch holds all images, so their order makes no difference.
        using var batches = new BatchLoader([new BatchFeed(new PlainData(), new Images(file))], new BatchLoaderOptions { BatchSize = recipe.BatchSize });

        trainer.Run(batches);

        foreach (var (name, tensor) in model.state_dict())
        {
            using var scope = NewDisposeScope();
            var (found, wanted) = (tensor.to(ScalarType.Float32), file[expected + name].ToTensor().to(ScalarType.Float32));
            var error = (found - wanted).abs().max().item<float>() / wanted.abs().max().item<float>();
            error.ShouldBeLessThan(1e-4f, name);
        }
        return observer;
    }

    private sealed class PlainData : TinyData
    {
        public override IReadOnlyList<Transform> Transforms => [];
    }

    private sealed class Images(StateFile file) : IExampleSource
    {
        private const int Side = 32;

        private static readonly Dictionary<byte, string?> names = new() { [0] = "ground", [1] = "red", [2] = "green", [255] = null };

        public int Count => 4;

        public Example Read(int index)
        {
            var image = new RgbImage(Side, Side, file["images"].ReadBytes()[(index * Side * Side * 3)..][..(Side * Side * 3)]);
            var mask = new LabelMap(Side, Side, file["masks"].ReadBytes()[(index * Side * Side)..][..(Side * Side)]);
            var boxes = file["boxes"].ReadFloats().AsSpan(index * 8, 8);
            return new Example($"{index}", image, [Object("red", boxes[..4]), Object("green", boxes[4..])], new LabelledMask(mask, names));
        }

        private static LabelledObject Object(string label, ReadOnlySpan<float> box) =>
            new(label, new Box(box[0], box[1], box[2], box[3]).Scale(1f / Side, 1f / Side));
    }
}
