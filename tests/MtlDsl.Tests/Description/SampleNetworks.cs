using MtlDsl.Vision;

namespace MtlDsl.Tests.Description;

/// <summary>Descriptions of networks of many forms, as the generator would write them.</summary>
internal static class SampleNetworks
{
    private static readonly ClassInfo[] classes = [new("One", new Rgb(10, 200, 30)), new("Two & <three>", new Rgb(200, 30, 30)), new("Four", new Rgb(20, 30, 220))];

    /// <summary>A trunk of some stages and one to five heads; some own stages, and some of those stand on a branch that begins anywhere.</summary>
    public static Architecture Make(int seed)
    {
        var random = new Random(seed);
        var (width, height) = (64 * random.Next(1, 16), 64 * random.Next(1, 16));
        var length = random.Next(1, 14);
        var taps = new List<TapInfo>();
        for (var i = 0; i < length; i++)
            taps.Add(Stage($"LongTrunk.Stage{i}", "Trunk", i == 0 ? null : taps[^1].Name, i, width, height));
        var heads = Enumerable.Range(0, random.Next(1, 6)).Select(i => Head(random.Next(5), $"{(random.Next(4) == 0 ? "QuiteALongNameForAHeadNumber" : "Head")}{i}")).ToList();
        foreach (var head in heads)
            AddReaders(random, head, taps, length, width, height);
        return new Architecture(
            "Sample", new PixelSize(width, height), PixelNormalization.ImageNet, heads, taps,
            [.. heads.Select(head => head.Name).Prepend("Trunk").Select(name => new PartInfo(name, Owned(taps, name)))]);
    }

    private static void AddReaders(Random random, Head head, List<TapInfo> taps, int length, int width, int height)
    {
        var source = random.Next(3) == 0 ? random.Next(length) : length - 1;
        var owned = new List<TapInfo>();
        for (var i = random.Next(5); i > 0; i--)
        {
            var before = owned.Count == 0 ? taps[source] : owned[random.Next(3) == 0 ? random.Next(owned.Count) : ^1];
            owned.Add(Stage($"Extras.{head.Name}{owned.Count}", head.Name, before.Name, length + owned.Count, width, height));
        }
        taps.AddRange(owned);
        var single = head is ClassificationHead or EmbeddingHead;
        var read = taps.Index().Where(tap => tap.Index < length || tap.Item.Owner == head.Name).Select(tap => tap.Index).ToArray();
        random.Shuffle(read);
        foreach (var index in read[..(single ? 1 : random.Next(1, read.Length + 1))])
            taps[index] = taps[index] with { Readers = [.. taps[index].Readers, new(head.Name, head is DetectionHead ? 4 * taps[index].Height * taps[index].Width : 0)] };
    }

    private static TapInfo Stage(string name, string owner, string? source, int depth, int width, int height)
    {
        var stride = 1 << Math.Min(depth + 1, 10);
        return new TapInfo(
            name, owner, source, 16 << Math.Min(depth, 7), (height + stride - 1) / stride, (width + stride - 1) / stride, stride, 3 * stride, [],
            new Cost(1000 * (depth + 1), 10, 1_000_000 * (depth + 1), 10_000, 3), [name]);
    }

    private static Head Head(int kind, string name) => kind switch
    {
        0 => new SegmentationHead(name, classes, "a"),
        1 => new RegressionHead(name, 1, "b"),
        2 => new ClassificationHead(name, classes, "c"),
        3 => new EmbeddingHead(name, 128, "d"),
        _ => new DetectionHead(name, classes, "e", "f", new DefaultBoxes(new DefaultBoxMap(2, 2, 0.5f, 0.5f, [(0.1f, 0.1f)])), 0.5f),
    };

    private static Cost Owned(IEnumerable<TapInfo> taps, string owner) =>
        taps.Where(tap => tap.Owner == owner).Aggregate(new Cost(100, 0, 1000, 10, 2), (sum, tap) => sum + tap.Cost);
}
