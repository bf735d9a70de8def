using System.Text.Json;
using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class NonMaximumSuppressionTests
{
    [Fact]
    public void Keeps_what_torchvision_keeps()
    {
        foreach (var expected in VisionFixture.Instance.Suppression)
            Select(VisionFixture.Boxes(expected.Boxes), expected.Scores, expected.Overlap).ShouldBe(expected.Kept);
    }

    [SkippableFact]
    public void Keeps_what_torchvision_keeps_live()
    {
        Python.Require("torchvision");
        var random = new Random(2);
        var boxes = Enumerable.Range(0, 1500).Select(_ => RandomBoxes.Next(random)).ToArray();
        var scores = boxes.Select(_ => random.Next(400) / 400f - .5f).ToArray();

        var expected = Python.RunLines(
            """
            import json, sys, torch, torchvision
            data = json.load(sys.stdin)
            print(torchvision.ops.nms(torch.tensor(data["boxes"]), torch.tensor(data["scores"]), .45).tolist())
            """,
            JsonSerializer.Serialize(new { boxes = boxes.Select(b => new[] { b.Left, b.Top, b.Right, b.Bottom }), scores }));

        Select(boxes, scores, .45f).ShouldBe(JsonSerializer.Deserialize<int[]>(expected));
    }

    [Fact]
    public void Kept_boxes_do_not_overlap_and_dropped_ones_do()
    {
        var random = new Random(3);
        var boxes = Enumerable.Range(0, 300).Select(_ => RandomBoxes.Next(random)).ToArray();
        var scores = boxes.Select(_ => random.NextSingle()).ToArray();

        var kept = Select(boxes, scores, .4f);

        foreach (var i in kept)
            kept.ShouldAllBe(j => i == j || boxes[i].Overlap(boxes[j]) <= .4f);
        foreach (var dropped in Enumerable.Range(0, 300).Except(kept))
            kept.ShouldContain(i => scores[i] >= scores[dropped] && boxes[i].Overlap(boxes[dropped]) > .4f);
    }

    [Fact]
    public void No_boxes_give_none() => Select([], [], .5f).ShouldBeEmpty();

    private static int[] Select(Box[] boxes, float[] scores, float overlap)
    {
        var kept = new int[boxes.Length];
        return kept[..NonMaximumSuppression.Select(boxes, scores, overlap, kept)];
    }
}
