using MtlDsl.Deployment;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>A head of each kind from the declaration to the exported network: they learn together, and both runtimes say the same.</summary>
[Collection("torch")]
public sealed class FiveHeadsTests : IDisposable, ITrainingObserver
{
    private readonly TemporaryFolder folder = new();
    private readonly List<TrainingProgress> steps = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_head_learns_and_is_exported()
    {
        manual_seed(1);
        var (data, run) = (new BlockData(), new RunFolder(folder["run"]));
        var test = new EvaluationImages(data, data.Open(null, Split.Test));
        var options = new TrainingOptions { Iterations = 120, BatchSize = 8, LearningRate = 0.02, Warmup = 5, CheckpointEvery = 0 };
        using var model = new FiveHeads();
        using var batches = new BatchLoader([new(data, data.Open(null, Split.Train))], new() { BatchSize = 8 });
        using var trainer = new Trainer(model, options) { Folder = run, Observer = this, Evaluate = () => Evaluator.Evaluate(model, test) };

        var trained = trainer.Run(batches).LastEvaluation.ShouldNotBeNull();

        string[] heads = ["Surfaces", "Height", "Objects", "Kind", "Place"];
        steps[^1].Tasks.Select(task => task.Task).ShouldBe(heads);
        for (var i = 0; i < heads.Length; i++)
        {
            steps.ShouldAllBe(step => double.IsFinite(step.Tasks[i].Loss));
            steps[^1].Tasks[i].Loss.ShouldBeLessThan(0.7 * steps[0].Tasks[i].Loss, heads[i]);
        }
        trained.Heads.Select(head => head.Head).ShouldBe(heads);
        trained.Heads[0].Score.ShouldBeGreaterThan(0.6);
        ((RegressionResult)trained.Heads[1]).MeanAbsolute.ShouldBeLessThan(0.6);
        trained.Heads[2].Score.ShouldBeGreaterThan(0.5);
        trained.Heads[3].Score.ShouldBeGreaterThan(0.8);
        trained.Heads[4].Score.ShouldBeGreaterThan(0.8);

        var onnx = folder["model.onnx"];
        ModelExporter.Export<FiveHeads>(run.Weights, onnx, new ExportOptions());
        using var session = NetworkSession.Load(onnx, FiveHeads.Architecture);
        using (var function = new ModelFunction(model))
        {
            var verified = Verification.Compare(
                FiveHeads.Architecture, function.Run, input => session.Run(input),
                [.. Verification.RandomInputs(FiveHeads.Architecture, 3, seed: 0), .. test.Take(3).Select(Input)]);
            verified.Outputs.Select(output => output.Name).ShouldBe(
                ["seg_scores", "dense_values", "mbox_conf_out", "mbox_location_out", "class_scores", "embedding"]);
            verified.Passed.ShouldBeTrue(string.Join(", ", verified.Outputs));
        }
        var exported = Evaluator.Evaluate(FiveHeads.Architecture, test, input => session.Run(input));
        foreach (var (torch, runtime) in trained.Heads.Zip(exported.Heads))
            runtime.Score.ShouldBe(torch.Score, 0.01, torch.Head);
        Predict(onnx);
    }

    void ITrainingObserver.Stepped(TrainingProgress progress) => steps.Add(progress);

    void ITrainingObserver.Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
        // The last one is asked for.
    }

    private static float[] Input(EvaluationImage image)
    {
        using (image)
        {
            using var values = image.Input.data<float>();
            return values.ToArray();
        }
    }

    // The typed client says what the heads were declared to say.
    private static void Predict(string onnx)
    {
        using var predictor = FiveHeads.Predictor.Load(onnx);
        var scene = Enumerable.Range(0, 24).Select(new BlockScenes(24, 1000).Read).First(scene => scene.Class == "large" && scene.Objects![0].Label == "green");

        var seen = predictor.Predict(scene.Image);

        seen.Kind.Top.Class.ShouldBe(Extent.Large);
        seen.Kind[Extent.Small].ShouldBe(1 - seen.Kind.Top.Probability, 1e-5f);
        var (x, y) = ((int)(scene.Objects![0].Box.CenterX * 32), (int)(scene.Objects[0].Box.CenterY * 32));
        seen.Surfaces[x, y].ShouldBe(Ground.Green);
        seen.Height.Size.ShouldBe(scene.Image.Size);
        seen.Height[0, x, y].ShouldBeInRange(3, 7);
        seen.Objects.ShouldContain(found => found.Class == Block.Green);
        seen.Place.Length.ShouldBe(16);
        seen.Place.Sum(value => value * value).ShouldBe(1, 1e-4f);
    }
}
