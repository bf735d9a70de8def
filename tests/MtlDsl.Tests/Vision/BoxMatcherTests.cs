using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class BoxMatcherTests
{
    private static readonly DefaultBoxes DefaultBoxes = VisionFixture.Instance.ToDefaultBoxes();

    [Fact]
    public void Matches_as_the_PyTorch_reference_does()
    {
        foreach (var expected in VisionFixture.Instance.Matching)
        {
            var (labels, offsets) = Match([.. VisionFixture.Boxes(expected.Boxes).Select(box => (0, box))]);

            Enumerable.Range(0, labels.Length).Where(i => labels[i] == 1).ShouldBe(expected.Matched);
            var matched = expected.Matched.SelectMany(i => offsets[(4 * i)..(4 * i + 4)]).ToArray();
            for (var i = 0; i < matched.Length; i++)
                matched[i].ShouldBe(expected.Offsets[i], 1e-4);
            offsets.Where((_, i) => labels[i / 4] == 0).ShouldAllBe(offset => offset == 0);
        }
    }

    [Fact]
    public void Every_object_is_found_by_a_default_box_with_its_class()
    {
        var objects = new[] { (3, new Box(.1f, .1f, .2f, .2f)), (7, new Box(.5f, .4f, .95f, .9f)) };

        var (labels, offsets) = Match(objects);

        foreach (var (@class, box) in objects)
        {
            labels.ShouldContain(1 + @class);
            var index = Array.IndexOf(labels, 1 + @class);
            var offset = offsets.AsSpan(4 * index, 4);
            var decoded = BoxCoder.Decode((offset[0], offset[1], offset[2], offset[3]), DefaultBoxes.Boxes[index]);
            decoded.Overlap(box).ShouldBeGreaterThan(.999f);
        }
    }

    // An object's own best default box stays its own, even where another object overlaps that box more.
    [Fact]
    public void The_best_default_box_of_an_object_is_not_taken_away()
    {
        var boxes = new DefaultBoxes(new DefaultBoxMap(1, 1, 1, 1, [(.5f, .5f)]));
        Span<long> labels = stackalloc long[1];
        Span<float> offsets = stackalloc float[4];

        BoxMatcher.Match(boxes, [(0, new Box(.25f, .25f, .75f, .75f)), (1, new Box(.3f, .3f, .5f, .5f))], .5f, labels, offsets);

        labels[0].ShouldBe(2);
    }

    [Fact]
    public void What_touches_no_default_box_is_matched_with_none() =>
        Match([(0, new Box(3, 3, 4, 4)), (0, new Box(.5f, .5f, .5f, .5f))]).Labels.ShouldAllBe(label => label == 0);

    [Fact]
    public void A_label_row_of_the_wrong_length_is_refused() =>
        Should.Throw<ArgumentException>(() => BoxMatcher.Match(DefaultBoxes, [], .5f, new long[3], new float[12]))
            .Message.ShouldContain("not 3 and 12");

    private static (long[] Labels, float[] Offsets) Match((int, Box)[] objects)
    {
        // Not zeroed by the caller: a batch's memory is used again.
        var labels = Enumerable.Repeat(99L, DefaultBoxes.Count).ToArray();
        var offsets = Enumerable.Repeat(99f, 4 * DefaultBoxes.Count).ToArray();
        BoxMatcher.Match(DefaultBoxes, objects, .5f, labels, offsets);
        return (labels, offsets);
    }
}
