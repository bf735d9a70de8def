using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class DataStatisticsTests
{
    private static readonly Dictionary<byte, string?> Names = new() { [0] = "ground", [1] = "thing", [2] = "clutter" };

    [Fact]
    public void CountsObjectsPixelsAndTheImagesThatHoldThem()
    {
        var box = new Box(0, 0, 1, 1);
        Example[] examples =
        [
            new("a", new RgbImage(4, 1), [new("thing", box), new("thing", box), new("other", box, Difficult: true), new("clutter", box)],
                new LabelledMask(new LabelMap(4, 1, [0, 1, 1, 2]), Names)),
            new("b", new RgbImage(2, 3), [new("thing", box)], null),
            new("c", new RgbImage(8, 1), null, new LabelledMask(new LabelMap(8, 1), Names)),
        ];

        var found = DataStatistics.Collect(new TinyAdapter(), new MemorySource(3, index => examples[index]));

        (found.Images, found.Origins, found.Smallest, found.Largest).ShouldBe((3, 3, new PixelSize(2, 1), new PixelSize(8, 3)));
        var (surfaces, objects) = (found.Heads[TinyNetwork.Surfaces], found.Heads[TinyNetwork.Objects]);
        surfaces.Classes.ShouldBe([new("Ground", 2, 0, 9), new("Thing", 1, 0, 2), new("Other", 0, 0, 0)]);
        (surfaces.Images, surfaces.UnlabelledPixels, surfaces.LabelledPixels).ShouldBe((2, 1, 11));
        (surfaces.PixelShare(0), surfaces.ImageShare(1)).ShouldBe((9 / 11.0, 0.5));
        objects.Classes.ShouldBe([new("Thing", 2, 3, 0), new("Other", 0, 0, 0)]);
        (objects.Images, objects.DifficultObjects).ShouldBe((2, 1));
    }

    [Fact]
    public void CountsOriginsAndLeavesOutWhatCannotBeRead()
    {
        var counter = new DataCounter(new TinyAdapter());
        foreach (var origin in new[] { "x", "x", null, null, "y" })
            counter.Add(MemorySource.Noise(1, boxes: true, mask: false), origin);

        Should.Throw<DataException>(() => counter.Add(new("odd", new RgbImage(1, 1), [new("odd", new Box(0, 0, 1, 1))], null), "z"));

        (counter.Result.Images, counter.Result.Origins, counter.Result.Heads[TinyNetwork.Objects].Images).ShouldBe((5, 4, 5));
    }

    [Fact]
    public void AnEmptySetHasNoShares()
    {
        var found = new DataCounter(new TinyAdapter()).Result;

        found.Images.ShouldBe(0);
        found.Heads[TinyNetwork.Surfaces].PixelShare(0).ShouldBe(0);
        found.Heads[TinyNetwork.Surfaces].ImageShare(0).ShouldBe(0);
    }

    [Fact]
    public void CanBeStopped()
    {
        using var stop = new CancellationTokenSource();
        var source = MemorySource.Noise(5);
        var progress = new Told(() => stop.Cancel());

        Should.Throw<OperationCanceledException>(() => DataStatistics.Collect(new TinyAdapter(), source, progress, stop.Token));
        source.Reads.ShouldBe(1);
    }

    private sealed class Told(Action action) : IProgress<int>
    {
        public void Report(int value) => action();
    }
}
