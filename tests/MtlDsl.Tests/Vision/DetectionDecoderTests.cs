using System.Globalization;
using System.Text.Json;
using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class DetectionDecoderTests
{
    private static readonly DefaultBoxes DefaultBoxes = VisionFixture.Instance.ToDefaultBoxes();

    [Fact]
    public void Finds_what_PyTorch_and_torchvision_find()
    {
        foreach (var expected in VisionFixture.Instance.Decoding)
        {
            var options = new DetectionOptions(expected.Threshold, TopK: expected.Top, CandidatesPerClass: expected.Candidates);

            var found = DetectionDecoder.Decode(expected.Confidences, expected.Locations, DefaultBoxes, expected.Classes, options);

            found.Count.ShouldBe(expected.Found.Length);
            for (var i = 0; i < found.Count; i++)
            {
                found[i].Class.ShouldBe((int)expected.Found[i][0]);
                found[i].Score.ShouldBe(expected.Found[i][1], 1e-5);
                found[i].Box.Left.ShouldBe(expected.Found[i][2], 1e-5);
                found[i].Box.Top.ShouldBe(expected.Found[i][3], 1e-5);
                found[i].Box.Right.ShouldBe(expected.Found[i][4], 1e-5);
                found[i].Box.Bottom.ShouldBe(expected.Found[i][5], 1e-5);
            }
        }
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void Finds_what_torchvision_finds_in_outputs_of_a_trained_network(int seed)
    {
        Python.Require("torchvision");
        TrainedOutputs.DefaultBoxes.Count.ShouldBe(8732);
        var outputs = new TrainedOutputs(seed);
        var boxes = TrainedOutputs.DefaultBoxes.Boxes.ToArray().SelectMany(b => new[] { b.X, b.Y, b.Width, b.Height });

        var lines = Python.RunLines(
            """
            import json, sys, torch, torchvision
            data = json.load(sys.stdin)
            prior = torch.tensor(data["boxes"]).view(-1, 4)
            offset = torch.tensor(data["locations"]).view(-1, 4)
            scores = torch.tensor(data["confidences"]).view(-1, 21).softmax(1)
            centre = prior[:, :2] + offset[:, :2] * .1 * prior[:, 2:]
            half = prior[:, 2:] * (offset[:, 2:] * .2).exp() / 2
            corners = torch.cat([centre - half, centre + half], 1).clamp(0, 1)
            found = []
            for c in range(1, 21):
                rows = (scores[:, c] > .01).nonzero()[:, 0]
                rows = rows[scores[rows, c].argsort(descending=True)[:400]]
                for i in rows[torchvision.ops.nms(corners[rows], scores[rows, c], .45)].tolist():
                    found.append((scores[i, c].item(), c - 1, *corners[i].tolist()))
            for row in sorted(found, reverse=True)[:200]:
                print(*row)
            """,
            JsonSerializer.Serialize(new { boxes, locations = outputs.Locations, confidences = outputs.Confidences }));

        var expected = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(word => float.Parse(word, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var found = DetectionDecoder.Decode(
            outputs.Confidences, outputs.Locations, TrainedOutputs.DefaultBoxes, TrainedOutputs.Classes, DetectionOptions.Default);
        found.Count.ShouldBe(expected.Count);
        found.Count.ShouldBeGreaterThan(20);
        foreach (var (detection, row) in found.Zip(expected))
        {
            detection.Score.ShouldBe(row[0], 1e-5f);
            detection.Class.ShouldBe((int)row[1]);
            detection.Box.Left.ShouldBe(row[2], 1e-5f);
            detection.Box.Top.ShouldBe(row[3], 1e-5f);
            detection.Box.Right.ShouldBe(row[4], 1e-5f);
            detection.Box.Bottom.ShouldBe(row[5], 1e-5f);
        }
    }

    [Fact]
    public void A_scene_put_in_comes_out()
    {
        var (confidences, locations) = (new float[DefaultBoxes.Count * 4], new float[DefaultBoxes.Count * 4]);
        for (var i = 0; i < DefaultBoxes.Count; i++)
            confidences[4 * i] = 8;
        var box = new Box(.2f, .3f, .45f, .55f);
        var owner = 8 * 8 * 4 + 5;
        confidences[4 * owner + 2] = 16;
        var offsets = BoxCoder.Encode(box, DefaultBoxes.Boxes[owner]);
        (locations[4 * owner], locations[4 * owner + 1], locations[4 * owner + 2], locations[4 * owner + 3]) = offsets;

        var found = DetectionDecoder.Decode(confidences, locations, DefaultBoxes, 3, DetectionOptions.Default);

        var only = found.ShouldHaveSingleItem();
        only.Class.ShouldBe(1);
        only.Score.ShouldBeGreaterThan(.999f);
        only.Box.Overlap(box).ShouldBeGreaterThan(.999f);
    }

    [Fact]
    public void Results_are_sorted_clamped_above_the_threshold_and_limited()
    {
        var random = new Random(5);
        var confidences = Enumerable.Range(0, DefaultBoxes.Count * 6).Select(_ => 4 * random.NextSingle()).ToArray();
        var locations = Enumerable.Range(0, DefaultBoxes.Count * 4).Select(_ => 20 * random.NextSingle() - 10).ToArray();

        var found = DetectionDecoder.Decode(confidences, locations, DefaultBoxes, 5, new DetectionOptions(ScoreThreshold: .2f, TopK: 17));

        found.Count.ShouldBe(17);
        found.Select(d => d.Score).ShouldBeInOrder(SortDirection.Descending);
        found.ShouldAllBe(d => d.Score > .2f && d.Box == d.Box.ClampToUnit());
    }

    [Fact]
    public void A_frame_after_the_first_allocates_nothing()
    {
        var expected = VisionFixture.Instance.Decoding[2];
        var detections = new List<Detection>();
        for (var i = 0; i < 3; i++)
            Decode();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Decode();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        detections.ShouldNotBeEmpty();

        void Decode() => DetectionDecoder.Decode(
            expected.Confidences, expected.Locations, DefaultBoxes, expected.Classes, DetectionOptions.Default, detections);
    }

    [Fact]
    public void Scores_of_another_head_are_refused() =>
        Should.Throw<ArgumentException>(() => DetectionDecoder.Decode(new float[8], new float[4], DefaultBoxes, 3, DetectionOptions.Default))
            .Message.ShouldContain($"{DefaultBoxes.Count} default boxes and 3 classes");
}
