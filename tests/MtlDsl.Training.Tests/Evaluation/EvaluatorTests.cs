using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Evaluation;

[Collection("torch")]
public class EvaluatorTests
{
    private static readonly Architecture architecture = TinyNetwork.Description;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_oracle_scores_one(int stride)
    {
        var images = Images(new TinyData());
        var index = 0;

        var result = Evaluator.Evaluate(architecture, images, _ => Answer(images.Read(index++), stride));

        result.Images.ShouldBe(8);
        var surfaces = result.Heads[0].ShouldBeOfType<SegmentationResult>();
        surfaces.MeanIoU.ShouldBeGreaterThan(stride == 1 ? 0.999 : 0.6);
        surfaces.Classes.Select(c => c.Name).ShouldBe(["Ground", "Red", "Green"]);
        var objects = result.Heads[1].ShouldBeOfType<DetectionResult>();
        objects.MeanArea.ShouldBe(1);
        objects.MeanElevenPoint.ShouldBe(1);
        // All objects are small ones at the size of the images.
        (objects.Coco.Precision, objects.Coco.PrecisionSmall, objects.Coco.PrecisionMedium).ShouldBe((1, 1, double.NaN));
        surfaces.Confusion!.MeanIoU.ShouldBe(surfaces.MeanIoU);
        surfaces.Confusion.FrequencyWeightedIoU.ShouldBe(surfaces.FrequencyWeightedIoU);
        objects.Classes.Select(c => (c.Name, c.Objects)).ShouldBe([("Red", 8), ("Green", 8)]);
        result.Score.ShouldBe((surfaces.MeanIoU + 1) / 2);
        result.Heads[1].Rows.Select(row => row.Class).ShouldBe([null, "Red", "Green"]);
    }

    [Fact]
    public void The_answers_can_be_looked_at()
    {
        var seen = new List<(string, float)>();

        Evaluator.Evaluate(
            architecture, Images(new TinyData()), _ => [new float[3 * 32 * 32], new float[192], new float[256]],
            answered: (image, outputs) => seen.Add((image.Id, outputs[2].Length)));

        seen.Count.ShouldBe(8);
        seen.ShouldAllBe(item => item.Item2 == 256);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Outputs_that_are_no_finite_numbers_are_refused(float value)
    {
        var confidences = new float[192];
        confidences[100] = value;

        var error = Should.Throw<InvalidDataException>(() => Evaluator.Evaluate(architecture, Images(new TinyData()), _ => [new float[3 * 32 * 32], confidences, new float[256]]));

        error.Message.ShouldStartWith("TinyNetwork: 'mbox_conf' of the image scene1000 holds numbers that are infinite or none.");
    }

    [Fact]
    public void A_head_without_labels_has_no_score()
    {
        var images = Images(new TinyBoxes());
        var index = 0;

        var result = Evaluator.Evaluate(architecture, images, _ => Answer(Images(new TinyData()).Read(index++), 1));

        result.Heads[0].Score.ShouldBe(double.NaN);
        result.Score.ShouldBe(1);
    }

    [Fact]
    public void Outputs_of_another_network_are_refused()
    {
        Should.Throw<ArgumentException>(() => Evaluator.Evaluate(architecture, Images(new TinyData()), _ => [new float[3]]))
            .Message.ShouldContain("seg_scores, mbox_conf, mbox_loc");
        Should.Throw<ArgumentException>(() => Evaluator.Evaluate(architecture, Images(new TinyData()), _ => [new float[7], new float[192], new float[256]]))
            .Message.ShouldContain("7 values");
    }

    [Fact]
    public void A_network_is_measured_in_evaluation_mode_and_left_as_it_was()
    {
        using var model = new TinyNetwork();
        model.train();

        Evaluator.Evaluate(model, Images(new TinyData())).Images.ShouldBe(8);

        model.training.ShouldBeTrue();
        model.state_dict()["trunk.bn1.num_batches_tracked"].item<long>().ShouldBe(0);
    }

    private static EvaluationImages Images(DataAdapter adapter) => new(adapter, adapter.Open(null, Split.Test));

    // The labels themselves as outputs, the scores at the size of the input or of a coarser map.
    private static IReadOnlyList<float[]> Answer(EvaluationImage image, int stride)
    {
        var labels = ((PixelLabels)image.Labels[0]!).Classes;
        var cells = labels.Width / stride;
        var scores = new float[3 * cells * cells];
        for (var y = 0; y < cells; y++)
        for (var x = 0; x < cells; x++)
            scores[(labels.Labels[(y * stride + stride / 2) * labels.Width + x * stride + stride / 2] * cells + y) * cells + x] = 10;

        var head = (DetectionHead)architecture.Heads[1];
        var (confidences, locations) = (new float[head.DefaultBoxes.Count * 3], new float[head.DefaultBoxes.Count * 4]);
        foreach (var item in ((ObjectLabels)image.Labels[1]!).Objects)
        {
            var cell = (int)(item.Box.CenterY * 8) * 8 + (int)(item.Box.CenterX * 8);
            confidences[cell * 3 + 1 + item.Class] = 9;
            var (dx, dy, dw, dh) = BoxCoder.Encode(item.Box, head.DefaultBoxes.Boxes[cell]);
            (locations[cell * 4], locations[cell * 4 + 1], locations[cell * 4 + 2], locations[cell * 4 + 3]) = (dx, dy, dw, dh);
        }
        for (var cell = 0; cell < head.DefaultBoxes.Count; cell++)
            if (confidences[cell * 3 + 1] == 0 && confidences[cell * 3 + 2] == 0)
                confidences[cell * 3] = 9;
        return [scores, confidences, locations];
    }
}
