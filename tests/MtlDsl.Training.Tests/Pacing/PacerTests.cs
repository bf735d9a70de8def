using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Pacing;

[Collection("torch")]
public sealed class PacerTests : IDisposable
{
    private static readonly PacingOptions quick = new() { Window = 1, Certainty = 0, Earliest = 0.2 };

    private readonly TinyNetwork model = new();
    private readonly ValidationCurves curves = new(TinyNetwork.Description.Heads.Select(head => head.Name));
    private readonly Pacer pacer;

    public PacerTests() => pacer = new Pacer(model, () => new TinyNetwork(), quick, iterations: 10, only: []);

    public void Dispose()
    {
        pacer.Dispose();
        model.Dispose();
    }

    [Fact]
    public void A_task_peaks_when_its_score_falls_and_alone()
    {
        Validate(1, 0.4, 0.1);
        Validate(2, 0.5, 0.2);
        pacer.Peaked.ShouldBeEmpty();

        Validate(3, 0.4, 0.3);

        pacer.Peaked.ShouldBe(["Surfaces"]);
    }

    [Fact]
    public void No_task_peaks_before_the_earliest_step()
    {
        using var late = new Pacer(model, () => new TinyNetwork(), quick with { Earliest = 0.9 }, iterations: 10, only: []);
        for (var iteration = 1; iteration < 9; iteration++)
        {
            curves.Add(iteration, Result(1.0 / iteration, 0));
            late.Observe(curves, iteration);
            late.Peaked.ShouldBeEmpty();
        }
        late.Observe(curves, 9);
        late.Peaked.ShouldContain("Surfaces");
    }

    [Fact]
    public void A_task_that_has_peaked_is_held_to_its_best_and_not_to_its_labels()
    {
        using var scope = NewDisposeScope();
        using var batch = Batch();
        Validate(1, 0.9, 0.1);
        var losses = model.ComputeLosses(batch, out var answers);
        pacer.Apply(batch, answers, losses).ShouldBe(losses);

        // The network goes astray, and its surfaces are worse from then on.
        using (no_grad())
            foreach (var parameter in model.parameters())
                parameter.add_(0.1);
        Validate(2, 0.2, 0.2);
        Validate(3, 0.1, 0.3);

        losses = model.ComputeLosses(batch, out var outputs);
        var paced = pacer.Apply(batch, outputs, losses);
        paced.Single(loss => loss.Task == "Objects").ShouldBe(losses.Single(loss => loss.Task == "Objects"));
        var anchor = paced.Single(loss => loss.Task == "Surfaces");
        anchor.Value.item<float>().ShouldBeGreaterThan(0);
        anchor.Value.item<float>().ShouldNotBe(losses.Single(loss => loss.Task == "Surfaces").Value.item<float>());
    }

    [Fact]
    public void An_image_without_a_label_holds_no_task()
    {
        using var scope = NewDisposeScope();
        using var batch = Batch();
        Validate(1, 0.9, 0.1);
        Validate(2, 0.2, 0.2);
        Validate(3, 0.1, 0.3);
        pacer.Peaked.ShouldBe(["Surfaces"]);
        using var unlabelled = new Batch(batch.Images.clone(), [null, batch.Targets[1]]);

        var losses = model.ComputeLosses(unlabelled, out var outputs);

        pacer.Apply(unlabelled, outputs, losses).ShouldBe(losses);
    }

    [Fact]
    public void The_last_task_that_learns_is_not_held()
    {
        Validate(1, 0.9, 0.9);
        Validate(2, 0.2, 0.2);
        Validate(3, 0.1, 0.1);

        pacer.Peaked.ShouldBe(["Surfaces"]);
    }

    [Fact]
    public void Heads_that_do_not_learn_are_not_waited_for()
    {
        using var alone = new Pacer(model, () => new TinyNetwork(), quick, iterations: 10, only: ["Surfaces"]);
        foreach (var (iteration, score) in new[] { (1, 0.9), (2, 0.2), (3, 0.1) })
        {
            curves.Add(iteration, new EvaluationResult(1, [new SegmentationResult("Surfaces", score, 0, 0, [])]));
            alone.Observe(curves, iteration);
        }

        alone.Peaked.ShouldBeEmpty();
    }

    private void Validate(int iteration, double surfaces, double objects)
    {
        curves.Add(iteration, Result(surfaces, objects));
        pacer.Observe(curves, iteration);
    }

    private static EvaluationResult Result(double surfaces, double objects) =>
        new(1, [new SegmentationResult("Surfaces", surfaces, 0, 0, []), new SegmentationResult("Objects", objects, 0, 0, [])]);

    private static Batch Batch()
    {
        var adapter = new TinyData();
        using var batches = new BatchLoader([new BatchFeed(adapter, adapter.Open(null, Split.Train))], new BatchLoaderOptions { BatchSize = 2 });
        return batches.Next();
    }
}
