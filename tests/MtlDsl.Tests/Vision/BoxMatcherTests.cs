using MtlDsl.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Tests.Vision;

public sealed class BoxMatcherTests
{
    private static readonly DefaultBoxes DefaultBoxes = VisionFixture.Instance.ToDefaultBoxes();

    /// <summary>The two finest maps of SSD300: what small objects are matched with.</summary>
    private static readonly DefaultBoxes Ssd300 = new(
        new DefaultBoxMap(38, 38, 8 / 300f, 8 / 300f, [.. new[] { (30f, 30f), (42.43f, 42.43f), (42.43f, 21.21f), (21.21f, 42.43f) }.Select(s => (s.Item1 / 300, s.Item2 / 300))]),
        new DefaultBoxMap(19, 19, 16 / 300f, 16 / 300f, [(.2f, .2f), (.272f, .272f), (.283f, .141f), (.141f, .283f)]));

    [Fact]
    public void Matches_as_Caffes_rule_in_numpy_does()
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

    // Two objects like one default box best: it goes to the one that overlaps it more, and the other takes what it likes next, however little that is.
    [Fact]
    public void The_best_pair_comes_first()
    {
        var boxes = new DefaultBoxes(new DefaultBoxMap(2, 1, .5f, 1, [(.5f, .5f)]));
        var (near, nearer) = (new Box(.15f, .25f, .65f, .75f), new Box(.02f, .25f, .52f, .75f));

        foreach (var objects in new[] { new[] { (0, near), (1, nearer) }, [(1, nearer), (0, near)] })
            Match(boxes, objects).Labels.ShouldBe([2, 1]);
    }

    // Its own default box stays an object's, even where another object overlaps that box more.
    [Fact]
    public void What_is_an_objects_own_no_other_takes_over_the_limit()
    {
        var boxes = new DefaultBoxes(new DefaultBoxMap(1, 1, 1, 1, [(.5f, .5f), (.1f, .1f)]));
        var (large, larger) = (new Box(.25f, .25f, .75f, .75f), new Box(.24f, .24f, .76f, .76f));

        Match(boxes, [(0, large), (1, larger)]).Labels.ShouldBe([1, 2]);
    }

    [Fact]
    public void Small_objects_close_together_get_a_default_box_each()
    {
        var boxes = Ssd300;
        var random = new Random(6);
        for (var scene = 0; scene < 150; scene++)
        {
            var objects = Enumerable.Range(0, 20).Select(index => (index, SmallBox(random))).ToArray();

            Match(boxes, objects).Labels.Where(label => label > 0).Distinct().Count().ShouldBe(20);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(60)]
    public void Matches_as_pair_after_pair_does(int objects)
    {
        var random = new Random(objects);
        for (var scene = 0; scene < 40; scene++)
        {
            var boxes = Enumerable.Range(0, objects)
                .Select(index => (index, random.Next(3) == 0 ? RandomBoxes.Next(random) : SmallBox(random))).ToArray();

            Match(boxes).Labels.ShouldBe(PairAfterPair(boxes, .5f));
        }
    }

    // More objects than default boxes, all of them alike: none is left over.
    [Fact]
    public void Every_default_box_is_taken_before_an_object_goes_without()
    {
        var boxes = new DefaultBoxes(new DefaultBoxMap(2, 2, .5f, .5f, [(.9f, .9f)]));

        Match(boxes, [.. Enumerable.Range(0, 9).Select(index => (index, new Box(.4f, .4f, .6f, .6f)))]).Labels.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void What_touches_no_default_box_is_matched_with_none() =>
        Match([(0, new Box(3, 3, 4, 4)), (0, new Box(.5f, .5f, .5f, .5f))]).Labels.ShouldAllBe(label => label == 0);

    [Fact]
    public void A_label_row_of_the_wrong_length_is_refused() =>
        Should.Throw<ArgumentException>(() => BoxMatcher.Match(DefaultBoxes, [], .5f, new long[3], new float[12]))
            .Message.ShouldContain("not 3 and 12");

    private static (long[] Labels, float[] Offsets) Match((int, Box)[] objects) => Match(DefaultBoxes, objects);

    private static (long[] Labels, float[] Offsets) Match(DefaultBoxes boxes, (int, Box)[] objects)
    {
        // Not zeroed by the caller: a batch's memory is used again.
        var labels = Enumerable.Repeat(99L, boxes.Count).ToArray();
        var offsets = Enumerable.Repeat(99f, 4 * boxes.Count).ToArray();
        BoxMatcher.Match(boxes, objects, .5f, labels, offsets);
        return (labels, offsets);
    }

    /// <summary>A tenth of the image to a side at most, in a quarter of it.</summary>
    private static Box SmallBox(Random random)
    {
        var (left, top) = (.3f + .25f * random.NextSingle(), .3f + .25f * random.NextSingle());
        return new Box(left, top, left + .03f + .07f * random.NextSingle(), top + .03f + .07f * random.NextSingle());
    }

    /// <summary>The rule as it is written, with every pair looked at every time.</summary>
    private static long[] PairAfterPair((int Class, Box Box)[] objects, float limit)
    {
        Box[] boxes = [.. DefaultBoxes.Boxes.ToArray().Select(b => new Box(b.X - b.Width / 2, b.Y - b.Height / 2, b.X + b.Width / 2, b.Y + b.Height / 2))];
        var overlaps = boxes.Select(box => objects.Select(item => box.Overlap(item.Box)).ToArray()).ToArray();
        var labels = new long[boxes.Length];
        var left = Enumerable.Range(0, objects.Length).ToHashSet();
        while (true)
        {
            var pairs = from box in Enumerable.Range(0, boxes.Length)
                        where labels[box] == 0
                        from item in left
                        where overlaps[box][item] > 0
                        select (Box: box, Item: item);
            if (pairs.OrderByDescending(pair => overlaps[pair.Box][pair.Item]).Cast<(int Box, int Item)?>().FirstOrDefault() is not { } best)
                break;
            labels[best.Box] = 1 + objects[best.Item].Class;
            left.Remove(best.Item);
        }
        for (var box = 0; box < boxes.Length; box++)
            if (labels[box] == 0 && overlaps[box].Max() > limit)
                labels[box] = 1 + objects[Array.IndexOf(overlaps[box], overlaps[box].Max())].Class;
        return labels;
    }
}
