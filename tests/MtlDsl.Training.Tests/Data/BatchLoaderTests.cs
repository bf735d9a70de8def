using System.Diagnostics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Data;

public sealed class BatchLoaderTests
{
    private static readonly Transform[] Everything =
        [new PhotometricDistortion(), new Expand(2), new MinOverlapCrop(), new RandomFlip(), new Warp()];

    [Fact]
    public void ABatchHasTheShapesAndTypesThatLossesExpect()
    {
        using var loader = Load(MemorySource.Noise(5), new() { BatchSize = 3, Workers = 2 });
        using var batch = loader.Next();

        batch.Count.ShouldBe(3);
        batch.Images.shape.ShouldBe([3, 3, 32, 48]);
        batch.Images.dtype.ShouldBe(ScalarType.Float32);
        var pixels = batch.Targets[TinyNetwork.Surfaces].ShouldBeOfType<SegmentationTargets>();
        pixels.Labels.shape.ShouldBe([3, 32, 48]);
        pixels.Labels.dtype.ShouldBe(ScalarType.Int64);
        var objects = batch.Targets[TinyNetwork.Objects].ShouldBeOfType<DetectionTargets>();
        objects.Labels.shape.ShouldBe([3, 48]);
        objects.Labels.dtype.ShouldBe(ScalarType.Int64);
        objects.Offsets.shape.ShouldBe([3, 48, 4]);
        objects.Offsets.dtype.ShouldBe(ScalarType.Float32);
    }

    [Fact]
    public void EveryImageComesOnceAnEpochAndBatchesReachOverItsEnd()
    {
        using var loader = Load(MemorySource.Flat(5), new() { BatchSize = 2, Workers = 2 });

        var images = Take(loader, 10).SelectMany(BatchContent.FlatValues).ToArray();

        foreach (var epoch in images.Chunk(5))
            epoch.Order().ShouldBe([0, 1, 2, 3, 4]);
        images.Chunk(5).Select(epoch => string.Join(' ', epoch)).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void TheNumberOfWorkersDoesNotMatter()
    {
        var one = Record(1);

        Record(4).ShouldBe(one);
        Record(3, cacheBytes: 0).ShouldBe(one);
        Record(1, seed: 8).ShouldNotBe(one);

        static List<string> Record(int workers, ulong seed = 7, long cacheBytes = 1 << 20)
        {
            using var loader = Load(
                MemorySource.Noise(7), new() { BatchSize = 3, Workers = workers, Seed = seed, CacheBytes = cacheBytes }, Everything);
            return [.. Take(loader, 8).Select(BatchContent.Fingerprint)];
        }
    }

    [Fact]
    public void TakesARunUpWhereItWasLeft()
    {
        using var all = Load(MemorySource.Noise(7), new() { BatchSize = 3, Seed = 3 }, Everything);
        var expected = Take(all, 9).Select(BatchContent.Fingerprint).ToList();
        all.Position.ShouldBe(9);

        using var rest = Load(MemorySource.Noise(7), new() { BatchSize = 3, Seed = 3, FirstBatch = 5 }, Everything);
        rest.Position.ShouldBe(5);
        Take(rest, 4).Select(BatchContent.Fingerprint).ShouldBe(expected[5..]);
    }

    [Fact]
    public void ABatchKeepsItsValuesWhileLaterOnesAreMade()
    {
        using var loader = Load(MemorySource.Noise(7), new() { BatchSize = 2, Workers = 2 }, Everything);
        using var first = loader.Next();
        var before = BatchContent.Fingerprint(first);

        foreach (var batch in Take(loader, 8))
            batch.Dispose();

        BatchContent.Fingerprint(first).ShouldBe(before);
    }

    [Fact]
    public void ABatchOutlivesTheScopeThatItWasTakenIn()
    {
        using var loader = Load(MemorySource.Noise(3), new() { BatchSize = 2 });
        Batch batch;
        using (NewDisposeScope())
            batch = loader.Next();

        batch.Images.shape[0].ShouldBe(2);
        batch.Dispose();
        batch.Images.IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void MissingLabelsTakeNoPart()
    {
        var source = new MemorySource(4, index => MemorySource.Noise(index, boxes: index < 2, mask: index is 1 or 2));
        using var loader = Load(source, new() { BatchSize = 4 });
        using var batch = loader.Next();

        var pixels = ((SegmentationTargets)batch.Targets[TinyNetwork.Surfaces]!).Labels.data<long>().ToArray().Chunk(48 * 32).ToArray();
        var objects = ((DetectionTargets)batch.Targets[TinyNetwork.Objects]!).Labels.data<long>().ToArray().Chunk(48).ToArray();
        var offsets = ((DetectionTargets)batch.Targets[TinyNetwork.Objects]!).Offsets.data<float>().ToArray().Chunk(48 * 4).ToArray();
        pixels.Count(image => image.All(label => label == SegmentationTargets.Ignored)).ShouldBe(2);
        pixels.Count(image => image.All(label => label is >= 0 and <= 2)).ShouldBe(2);
        objects.Count(image => image.All(label => label == DetectionTargets.Ignored)).ShouldBe(2);
        objects.Count(image => image.All(label => label is >= 0 and <= 2) && image.Any(label => label > 0)).ShouldBe(2);
        for (var i = 0; i < 4; i++)
            if (objects[i][0] == DetectionTargets.Ignored)
                offsets[i].ShouldAllBe(value => value == 0);
    }

    [Fact]
    public void ATaskThatNoImageLabelsHasNoTargets()
    {
        using var loader = Load(new MemorySource(2, index => MemorySource.Noise(index, boxes: false, mask: true)), new() { BatchSize = 2 });
        using var batch = loader.Next();

        batch.Targets[TinyNetwork.Surfaces].ShouldNotBeNull();
        batch.Targets[TinyNetwork.Objects].ShouldBeNull();
    }

    [Fact]
    public void ATaskThatNoImageLabelsHasIgnoredTargetsWhereTargetsAreWantedAlways()
    {
        using var loader = Load(MemorySource.Flat(3), new() { BatchSize = 2, AlwaysTargets = true });
        using var batch = loader.Next();

        var pixels = batch.Targets[TinyNetwork.Surfaces].ShouldBeOfType<SegmentationTargets>();
        pixels.Labels.shape.ShouldBe([2, 32, 48]);
        pixels.Labels.data<long>().ToArray().ShouldAllBe(label => label == SegmentationTargets.Ignored);
        var objects = batch.Targets[TinyNetwork.Objects].ShouldBeOfType<DetectionTargets>();
        objects.Labels.data<long>().ToArray().ShouldAllBe(label => label == DetectionTargets.Ignored);
        objects.Offsets.data<float>().ToArray().ShouldAllBe(offset => offset == 0);
    }

    [Fact]
    public void ObjectsAreMatchedAndDifficultOnesLeftOut()
    {
        // Default box 2 * (6 * 1 + 1) of the tiny network is 0.25 wide around (1.5 / 6, 1.5 / 4); the second is its mirror image.
        Box plain = new(0.125f, 0.25f, 0.375f, 0.5f), hard = new(0.625f, 0.25f, 0.875f, 0.5f);
        LabelledObject[] labelled = [new("other", plain), new("thing", hard, Difficult: true)];
        var source = new MemorySource(1, _ => new Example("x", new RgbImage(9, 9), labelled, null));
        using var loader = Load(source, new() { BatchSize = 1 });
        using var batch = loader.Next();

        var targets = (DetectionTargets)batch.Targets[TinyNetwork.Objects]!;
        var labels = targets.Labels.data<long>().ToArray();
        labels[2 * (6 + 1)].ShouldBe(2);
        labels[2 * (6 + 4)].ShouldBe(DetectionTargets.Ignored);
        labels.Count(label => label == 1).ShouldBe(0);
        labels[0].ShouldBe(0);
        targets.Offsets.data<float>().ToArray().AsSpan(2 * 7 * 4, 4).ToArray().ShouldAllBe(value => Math.Abs(value) < 1e-4);
    }

    [Fact]
    public void SeveralDataSetsTakeTurnsByWeight()
    {
        BatchFeed[] feeds = [new(new TinyAdapter(), MemorySource.Flat(4), 2), new(new TinyAdapter(), MemorySource.Flat(3, first: 100), 1)];
        using var loader = new BatchLoader(feeds, new() { BatchSize = 3, Workers = 2 });

        var batches = Take(loader, 12).Select(BatchContent.FlatValues).ToList();

        batches.ShouldAllBe(values => values.Count(value => value >= 100) == 1);
        batches.SelectMany(values => values).Where(value => value < 100).Chunk(4).ShouldAllBe(epoch => epoch.Distinct().Count() == 4);
        batches.SelectMany(values => values).Where(value => value >= 100).Chunk(3).ShouldAllBe(epoch => epoch.Distinct().Count() == 3);
    }

    [Fact]
    public void NoDataSetIsEverAnImageAheadOfItsShare()
    {
        int[] weights = [5, 2, 1];
        BatchFeed[] feeds = [.. weights.Select((weight, feed) => new BatchFeed(new TinyAdapter(), MemorySource.Flat(7, first: 50 * feed), weight))];
        using var loader = new BatchLoader(feeds, new() { BatchSize = 5 });

        var taken = new int[3];
        foreach (var value in Take(loader, 30).SelectMany(BatchContent.FlatValues))
        {
            taken[value / 50]++;
            for (var feed = 0; feed < 3; feed++)
                Math.Abs(taken[feed] - weights[feed] / 8.0 * taken.Sum()).ShouldBeLessThan(1);
        }
    }

    [Fact]
    public void ASmallDataSetIsDecodedOnceAndALargeOneStaysInBounds()
    {
        var small = MemorySource.Flat(3);
        using (var loader = Load(small, new() { BatchSize = 3, Workers = 1 }))
            _ = Take(loader, 10);
        small.Reads.ShouldBe(3);

        var large = MemorySource.Flat(4);
        using (var loader = Load(large, new() { BatchSize = 4, Workers = 1, BatchesAhead = 1, CacheBytes = 2 * 8 * 8 * 3 }))
            _ = Take(loader, 10);
        // Two of the four are kept; the others are read in each of ten epochs, and of one more that may have begun.
        large.Reads.ShouldBeInRange(2 + 2 * 10, 2 + 2 * 12);
    }

    [Fact]
    public void AnErrorReachesTheConsumerWithItsMessage()
    {
        var source = new MemorySource(4, index => index == 2
            ? throw new DataException("picture.jpg is cut short")
            : MemorySource.Noise(index, boxes: true, mask: true));
        using var loader = Load(source, new() { BatchSize = 4, Workers = 3 });

        Should.Throw<DataException>(() => loader.Next()).Message.ShouldBe("picture.jpg is cut short");
        Should.Throw<DataException>(() => loader.Next()).Message.ShouldBe("picture.jpg is cut short");
    }

    [Theory]
    [InlineData(60, 0)]
    [InlineData(0, 60)]
    public void OfSeveralErrorsTheFirstInOrderIsToldWhicheverHappensFirst(int delayOfFirst, int delayOfOthers)
    {
        int first;
        using (var healthy = Load(MemorySource.Flat(4), new() { BatchSize = 4 }))
        using (var batch = healthy.Next())
            first = BatchContent.FlatValues(batch)[0];
        var source = new MemorySource(4, index =>
        {
            Thread.Sleep(index == first ? delayOfFirst : delayOfOthers);
            throw new DataException($"picture {index}");
        });
        using var loader = Load(source, new() { BatchSize = 4, Workers = 4 });

        Should.Throw<DataException>(() => loader.Next()).Message.ShouldBe($"picture {first}");
    }

    [Fact]
    public void AnErrorComesOnlyWhenItsBatchIsDue()
    {
        var calls = 0;
        var source = new MemorySource(
            2, index => ++calls > 4 ? throw new DataException("late") : MemorySource.Noise(index, boxes: true, mask: true));
        using var loader = Load(source, new() { BatchSize = 2, Workers = 1, BatchesAhead = 3, CacheBytes = 0 });

        loader.Next().Dispose();
        loader.Next().Dispose();
        Should.Throw<DataException>(() => loader.Next());
    }

    [Fact]
    public void DisposingWaitsForTheWorkersAndWhoeverUsesItAfterwardsIsTold()
    {
        var reading = 0;
        var source = new MemorySource(100, index =>
        {
            Interlocked.Increment(ref reading);
            Thread.Sleep(20);
            Interlocked.Decrement(ref reading);
            return MemorySource.Noise(index, boxes: true, mask: true);
        });
        var loader = Load(source, new() { BatchSize = 2, Workers = 3 });
        loader.Next().Dispose();

        loader.Dispose();
        var (stillReading, reads) = (Volatile.Read(ref reading), source.Reads);
        Thread.Sleep(60);

        stillReading.ShouldBe(0);
        source.Reads.ShouldBe(reads);
        loader.Dispose();
        Should.Throw<ObjectDisposedException>(() => loader.Next());
    }

    [Fact]
    public async Task DisposingWakesAConsumerThatWaits()
    {
        using var gate = new ManualResetEventSlim();
        var source = new MemorySource(1, index =>
        {
            gate.Wait();
            return MemorySource.Noise(index, boxes: true, mask: true);
        });
        var loader = Load(source, new() { BatchSize = 1, Workers = 1 });
        var waiting = Task.Run(loader.Next);
        await Task.Delay(30);

        var disposing = Task.Run(loader.Dispose);
        await Should.ThrowAsync<ObjectDisposedException>(waiting);
        gate.Set();
        await disposing;
    }

    [Fact]
    public void WorkersDoNotRunFarAhead()
    {
        var source = MemorySource.Flat(1000);
        using var loader = Load(source, new() { BatchSize = 2, Workers = 2, BatchesAhead = 3 });
        loader.Next().Dispose();

        var clock = Stopwatch.StartNew();
        while (source.Reads < 8 && clock.Elapsed < TimeSpan.FromSeconds(20))
            Thread.Sleep(5);
        Thread.Sleep(50);

        source.Reads.ShouldBe(8); // the batch that was taken and three ahead of it
    }

    [Fact]
    public void RefusesWhatMakesNoSense()
    {
        Should.Throw<DataException>(() => Load(MemorySource.Flat(0), new() { BatchSize = 1 })).Message.ShouldContain(nameof(TinyAdapter));
        Should.Throw<ArgumentException>(() => new BatchLoader([], new() { BatchSize = 1 }));
        Should.Throw<ArgumentException>(() => Load(MemorySource.Flat(1), new() { BatchSize = 0 }));
        Should.Throw<ArgumentException>(() => Load(MemorySource.Flat(1), new() { BatchSize = 1, Workers = 0 }));
        Should.Throw<ArgumentException>(
            () => new BatchLoader([new(new TinyAdapter(), MemorySource.Flat(1), Weight: 0)], new() { BatchSize = 1 }))
            .Message.ShouldContain(nameof(TinyAdapter));
    }

    [Fact]
    public void RefusesDataSetsForDifferentNetworks()
    {
        BatchFeed[] feeds =
        [
            new(new TinyAdapter(), MemorySource.Flat(1)),
            new(new TinyAdapter(TinyNetwork.Make("Another")), MemorySource.Flat(1)),
        ];

        Should.Throw<ArgumentException>(() => new BatchLoader(feeds, new() { BatchSize = 1 })).Message
            .ShouldSatisfyAllConditions(message => message.ShouldContain("Another"), message => message.ShouldContain("Tiny"));
    }

    private static BatchLoader Load(IExampleSource source, BatchLoaderOptions options, params Transform[] transforms) =>
        new([new BatchFeed(new TinyAdapter(transforms), source)], options);

    private static List<Batch> Take(BatchLoader loader, int count) => [.. Enumerable.Range(0, count).Select(_ => loader.Next())];
}
