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

        Select(boxes, scores, .45).ShouldBe(JsonSerializer.Deserialize<int[]>(expected));
    }

    // Overlaps are fractions of small numbers, so that many are the limit itself but for rounding.
    [SkippableFact]
    public void Keeps_what_torchvision_keeps_where_overlaps_round_to_the_limit_live()
    {
        Python.Require("torchvision");
        var random = new Random(5);
        var sets = Enumerable.Range(0, 200).Select(index => new
        {
            boxes = Enumerable.Range(0, 30).Select(_ => GridBox(random)).ToArray(),
            scores = Enumerable.Range(0, 30).Select(_ => random.NextSingle()).ToArray(),
            overlap = random.Next(1, 20) / 20.0,
        }).ToArray();

        var expected = Python.RunLines(
            """
            import json, sys, torch, torchvision
            for s in json.load(sys.stdin):
                print(torchvision.ops.nms(torch.tensor(s["boxes"], dtype=torch.float), torch.tensor(s["scores"]), s["overlap"]).tolist())
            """,
            JsonSerializer.Serialize(sets.Select(s => new { boxes = s.boxes.Select(b => new[] { b.Left, b.Top, b.Right, b.Bottom }), s.scores, s.overlap })));

        foreach (var (set, kept) in sets.Zip(expected.Trim().Split('\n')))
            Select(set.boxes, set.scores, set.overlap).ShouldBe(JsonSerializer.Deserialize<int[]>(kept));
    }

    // 3/10 as a float is more than .3, and 7/10 is less than .7.
    [Theory]
    [InlineData(3, 10, .3, false)]
    [InlineData(7, 10, .7, true)]
    [InlineData(1, 2, .5, true)]
    [InlineData(9, 20, .45, true)]
    public void A_limit_is_what_is_written_and_not_the_float_beside_it(int common, int whole, double overlap, bool keepsBoth) =>
        Select([new Box(0, 0, whole, 1), new Box(0, 0, common, 1)], [.9f, .8f], overlap).Length.ShouldBe(keepsBoth ? 2 : 1);

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

    private static Box GridBox(Random random)
    {
        var (left, top) = (random.Next(6), random.Next(6));
        return new Box(left, top, left + random.Next(1, 8), top + random.Next(1, 8));
    }

    private static int[] Select(Box[] boxes, float[] scores, double overlap)
    {
        var kept = new int[boxes.Length];
        return kept[..NonMaximumSuppression.Select(boxes, scores, overlap, kept)];
    }
}
