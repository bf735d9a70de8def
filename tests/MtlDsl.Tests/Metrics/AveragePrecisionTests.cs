using MtlDsl.Metrics;
using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Metrics;

public sealed class AveragePrecisionTests
{
    // The list in Caffe's own test (weiliu89/caffe, test_bbox_util.cpp): eleven detections, five objects.
    private static readonly bool[] CaffesHits = [false, true, true, false, true, false, true, false, false, false, true];

    [Theory]
    [InlineData(AveragePrecisionKind.Integral, .558528)]
    [InlineData(AveragePrecisionKind.ElevenPoint, .598662)]
    public void One_list_gives_Caffes_values(AveragePrecisionKind kind, double expected)
    {
        var hits = CaffesHits.Select((_, i) => CaffesHits[..(i + 1)].Count(hit => hit)).ToArray();
        var precision = hits.Select((count, i) => (double)count / (i + 1)).ToArray();
        var recall = hits.Select(count => count / 5.0).ToArray();

        AveragePrecision.Of(precision, recall, kind).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Images_give_the_values_of_an_independent_implementation()
    {
        var expected = VisionFixture.Instance.Precision;
        var precision = new AveragePrecision(2);
        foreach (var image in expected.Images)
            precision.Add(
                VisionFixture.Boxes(image.Boxes).Select((box, i) => new Detection(1, image.Scores[i], box)),
                [.. VisionFixture.Boxes(image.Truth).Select((box, i) => new TrueObject(1, box, image.Difficult[i]))]);

        precision.Of(1, AveragePrecisionKind.Area).ShouldBe(expected.Area, 1e-9);
        precision.Of(1, AveragePrecisionKind.Integral).ShouldBe(expected.Integral, 1e-9);
        precision.Of(1, AveragePrecisionKind.ElevenPoint).ShouldBe(expected.ElevenPoint, 1e-9);
        precision.Of(0, AveragePrecisionKind.Area).ShouldBe(double.NaN);
        precision.Mean(AveragePrecisionKind.Area).ShouldBe(expected.Area, 1e-9);
    }

    [Fact]
    public void Finding_everything_gives_1_and_a_second_detection_of_an_object_is_a_false_alarm()
    {
        var box = new Box(.1f, .1f, .5f, .5f);
        var once = new AveragePrecision(1);
        once.Add([new Detection(0, .9f, box)], [new TrueObject(0, box)]);
        var twice = new AveragePrecision(1);
        twice.Add([new Detection(0, .9f, box), new Detection(0, .8f, box)], [new TrueObject(0, box)]);

        once.Of(0, AveragePrecisionKind.Area).ShouldBe(1);
        twice.Curve(0).Precision.ShouldBe([1, .5]);
    }

    [Fact]
    public void A_difficult_object_neither_helps_nor_hurts()
    {
        var (easy, hard) = (new Box(.1f, .1f, .3f, .3f), new Box(.6f, .6f, .9f, .9f));
        var precision = new AveragePrecision(1);
        precision.Add(
            [new Detection(0, .9f, hard), new Detection(0, .8f, hard), new Detection(0, .7f, easy)],
            [new TrueObject(0, easy), new TrueObject(0, hard, Difficult: true)]);

        precision.Objects(0).ShouldBe(1);
        precision.Of(0, AveragePrecisionKind.Area).ShouldBe(1);
    }

    [Fact]
    public void Order_and_parts_of_the_images_do_not_matter()
    {
        var scenes = CocoScenes.Random(9, 30);
        AveragePrecision Measure(IEnumerable<CocoScenes.Image> images)
        {
            var precision = new AveragePrecision(scenes.Classes);
            foreach (var image in images)
                precision.Add(image.Detections, image.Objects);
            return precision;
        }
        var whole = Measure(scenes.Images);
        var merged = Measure(scenes.Images.Skip(13));
        merged.Merge(Measure(scenes.Images.Take(13)));

        foreach (var kind in Enum.GetValues<AveragePrecisionKind>())
        {
            merged.Mean(kind).ShouldBe(whole.Mean(kind));
            Measure(scenes.Images.Reverse()).Mean(kind).ShouldBe(whole.Mean(kind));
        }
        merged.Objects(0).ShouldBe(whole.Objects(0));
        Should.Throw<ArgumentException>(() => merged.Merge(new AveragePrecision(1))).Message.ShouldContain("1 classes");
    }

    [Fact]
    public void Missing_everything_gives_0()
    {
        var precision = new AveragePrecision(1);
        precision.Add([], [new TrueObject(0, new Box(0, 0, 1, 1))]);

        precision.Mean(AveragePrecisionKind.ElevenPoint).ShouldBe(0);
    }

    [Fact]
    public void An_unknown_class_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new AveragePrecision(2).Add([new Detection(2, 1, default)], []));
}
