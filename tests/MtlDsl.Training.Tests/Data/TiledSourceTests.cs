using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class TiledSourceTests : IDisposable
{
    private readonly TemporaryTree tree = new();

    public void Dispose() => tree.Dispose();

    [Fact]
    public void TilesShowEveryPixelAndEveryObjectOnce()
    {
        var image = new RgbImage(5, 4, [.. Enumerable.Range(0, 60).Select(i => (byte)i)]);
        var mask = new LabelMap(5, 4, [.. Enumerable.Range(0, 20).Select(i => (byte)i)]);
        var values = new ValueMap(2, 4, 5, [.. Enumerable.Range(0, 40).Select(i => (float)i)]);
        // The second's centre is the photo's own, where four tiles meet: columns 0-1 and 2-4, rows 0-1 and 2-3.
        LabelledObject[] objects = [new("a", new Box(0, 0, 0.6f, 0.5f)), new("b", new Box(0.2f, 0.25f, 0.6f, 0.75f)), new("c", new Box(0.9f, 0.9f, 1, 1))];
        var photo = new Example("p", image, objects, new LabelledMask(mask, new Dictionary<byte, string?>())) { Values = new("height", values) };
        var tiles = new TiledSource(new MemorySource(1, _ => photo), 2);

        tiles.Count.ShouldBe(4);
        var found = Enumerable.Range(0, 4).Select(tiles.Read).ToArray();
        found.Select(tile => tile.Id).ShouldBe(["p#1.1", "p#1.2", "p#2.1", "p#2.2"]);
        found.Select(tile => tile.Image.Size).ShouldBe([new(2, 2), new(3, 2), new(2, 2), new(3, 2)]);
        found[1].Mask!.Values.Labels.ShouldBe(new byte[] { 2, 3, 4, 7, 8, 9 });
        found[2].Image.Pixels.ShouldBe(new byte[] { 30, 31, 32, 33, 34, 35, 45, 46, 47, 48, 49, 50 });
        found[3].Values!.Values.Values.ShouldBe(new float[] { 12, 13, 14, 17, 18, 19, 32, 33, 34, 37, 38, 39 });
        found.SelectMany(tile => tile.Objects!).Select(o => o.Label).Order().ShouldBe(["a", "b", "c"]);
        // Cut at the tile's right edge.
        found[0].Objects!.Single(o => o.Label == "a").Box.ShouldBe(new Box(0, 0, 1, 1));
        Enumerable.Range(0, 4).Select(tiles.Origin).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void APhotoThatStandsForItselfIsTheOriginOfItsTilesByItsName()
    {
        for (var i = 0; i < 10; i++)
            tree.Image($"images/{i}.png", 4, 4).GreyMask($"masks/{i}.png", new LabelMap(4, 4));

        var origins = new[] { Split.Train, Split.Test }.Select(split =>
        {
            var tiles = new TiledSource(new MaskFolderSource(tree.Root, split, "images", "masks", MaskFormat.Values([0], [])), 2);
            tiles.Id(1).ShouldBe(tiles.Read(1).Id);
            return Enumerable.Range(0, tiles.Count).Select(tiles.Origin).ToArray();
        }).ToArray();

        origins.Select(part => part.Length).ShouldBe([32, 8]);
        origins[1].ShouldBe(["4", "4", "4", "4", "9", "9", "9", "9"]);
        origins[0].Intersect(origins[1]).ShouldBeEmpty();
    }

    [Fact]
    public void BalancedTilesOfMasksStayWithTheirPhoto()
    {
        for (var i = 0; i < 40; i++)
        {
            var labels = new LabelMap(4, 4);
            Painter.Fill(labels, new Box(0, 0, 2, 2), (byte)(i % 4 == 0 ? 1 : 2));
            tree.Image($"images/{i}.png", 4, 4).GreyMask($"masks/{i}.png", labels);
        }
        IExampleSource Open(Split split) =>
            new TiledSource(new MaskFolderSource(tree.Root, split, "images", "masks", MaskFormat.Values([0, 1, 2], []), balance: true, tiles: 2), 2);

        var parts = new[] { Split.Train, Split.Validation, Split.Test }.Select(Open).ToArray();

        parts.Select(part => part.Count).ShouldBe([96, 32, 32]);
        parts.Select(part => Enumerable.Range(0, part.Count).Count(i => part.Read(i).Mask!.Values.Labels.Contains((byte)1))).ShouldBe([6, 2, 2]);
        parts.SelectMany(part => Enumerable.Range(0, part.Count).Select(i => part.Read(i).Id)).Distinct().Count().ShouldBe(160);
    }
}
