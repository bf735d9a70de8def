using System.Diagnostics;
using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Learning;

/// <summary>Batches on their way to a device. One without memory takes the place of a GPU: what is fetched ahead, and in which order, is the same.</summary>
[Collection("torch")]
public sealed class DeviceBatchesTests
{
    private static readonly TinyData data = new();

    [Fact]
    public void All_of_a_batch_arrives()
    {
        using var loader = Load(new TinyScenes(8, 0));
        using var batches = new DeviceBatches(loader, META);

        using var batch = batches.Next();

        batch.Images.device_type.ShouldBe(DeviceType.META);
        batch.Images.shape.ShouldBe([4, 3, 32, 32]);
        var surfaces = batch.Targets[0].ShouldBeOfType<SegmentationTargets>();
        surfaces.Labels.device_type.ShouldBe(DeviceType.META);
        surfaces.LabelledImages.ShouldBe(4);
        var objects = batch.Targets[1].ShouldBeOfType<DetectionTargets>();
        (objects.Labels.device_type, objects.Offsets.device_type).ShouldBe((DeviceType.META, DeviceType.META));
    }

    [Fact]
    public void The_next_batch_is_fetched_while_one_is_used_and_none_after_the_last()
    {
        using var loader = Load(new TinyScenes(8, 0));
        using var batches = new DeviceBatches(loader, META);

        batches.Next().Dispose();
        SpinWait.SpinUntil(() => loader.Position == 2, TimeSpan.FromSeconds(30)).ShouldBeTrue();
        batches.Position.ShouldBe(1);

        batches.Next(isLast: true).Dispose();
        batches.Position.ShouldBe(2);
        loader.Position.ShouldBe(2);
        batches.Next(isLast: true).Dispose();
        loader.Position.ShouldBe(3);
    }

    [Fact]
    public void Of_several_each_is_disposed_before_the_next_and_none_is_fetched_after_the_last()
    {
        using var loader = Load(new TinyScenes(8, 0));
        using var batches = new DeviceBatches(loader, META);
        var seen = new List<Batch>();

        foreach (var batch in batches.Take(3, areLast: true))
        {
            seen.ShouldAllBe(earlier => earlier.Images.IsInvalid);
            batch.Images.IsInvalid.ShouldBeFalse();
            seen.Add(batch);
        }

        seen.Count.ShouldBe(3);
        seen.ShouldAllBe(batch => batch.Images.IsInvalid);
        loader.Position.ShouldBe(3);
    }

    [Fact]
    public void On_the_CPU_nothing_is_fetched_ahead()
    {
        using var loader = Load(new TinyScenes(8, 0));
        using var batches = new DeviceBatches(loader, CPU);

        batches.Next().Dispose();

        loader.Position.ShouldBe(1);
    }

    [Fact]
    public void It_says_how_long_steps_waited()
    {
        using var loader = Load(new SlowScenes());
        using var batches = new DeviceBatches(loader, CPU);
        batches.Waited.ShouldBe(TimeSpan.Zero);

        var clock = Stopwatch.StartNew();
        batches.Next().Dispose();

        batches.Waited.ShouldBeInRange(TimeSpan.FromMilliseconds(20), clock.Elapsed);
    }

    [Fact]
    public void A_fault_comes_with_the_batch_that_has_it()
    {
        using var loader = Load(new BrokenScene());
        using var batches = new DeviceBatches(loader, META);

        var error = Should.Throw<DataException>(() =>
        {
            for (var i = 0; i < 10; i++)
                batches.Next().Dispose();
        });

        error.Message.ShouldContain("broken");
        loader.Position.ShouldBe(batches.Position);
    }

    [Fact]
    public void A_loader_that_ended_before_does_no_harm()
    {
        var loader = Load(new TinyScenes(8, 0));
        var batches = new DeviceBatches(loader, META);
        batches.Next().Dispose();

        loader.Dispose();
        batches.Dispose();
    }

    private static BatchLoader Load(IExampleSource source) => new([new BatchFeed(data, source)], new() { BatchSize = 4 });

    private sealed class SlowScenes : IExampleSource
    {
        private readonly TinyScenes scenes = new(4, 0);

        public int Count => scenes.Count;

        public Example Read(int index)
        {
            Thread.Sleep(40);
            return scenes.Read(index);
        }
    }

    private sealed class BrokenScene : IExampleSource
    {
        private readonly TinyScenes scenes = new(20, 0);

        public int Count => scenes.Count;

        public Example Read(int index) => index == 13 ? throw new DataException("broken") : scenes.Read(index);
    }
}
