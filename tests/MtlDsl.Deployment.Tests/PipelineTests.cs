using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Frames through three threads: in order, every one accounted for, whatever goes wrong.</summary>
[Collection("alone")]
public sealed class PipelineTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ColorPredictor predictor;

    public PipelineTests() => predictor = new(NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture));

    public void Dispose()
    {
        predictor.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Frames_come_out_in_order_each_with_its_own_prediction()
    {
        var source = new PaintedFrames(200);
        await using var frames = predictor.Stream(source, new PipelineSettings { KeepImages = true });
        var next = 0;
        await foreach (var frame in frames)
        {
            frame.Number.ShouldBe(next);
            frame.Error.ShouldBeNull();
            frame.Prediction.Surfaces[0, 0].ShouldBe(PaintedFrames.Color(next));
            frame.Image.ShouldNotBeNull().Pixels.ShouldBe(PaintedFrames.Paint(next).Pixels);
            frame.Latency.ShouldBeGreaterThan(TimeSpan.Zero);
            next++;
        }
        next.ShouldBe(200);
        frames.Dropped.ShouldBe(0);
    }

    [Fact]
    public async Task A_broken_frame_is_told_and_the_others_go_on()
    {
        await using var frames = predictor.Stream(new PaintedFrames(9) { Broken = [0, 4, 8] });
        var seen = new List<(long, bool)>();
        await foreach (var frame in frames)
        {
            seen.Add((frame.Number, frame.Error is not null));
            if (frame.Error is null)
                continue;
            frame.Error.Message.ShouldBe($"frame {frame.Number} is torn");
            frame.Image.ShouldBeNull();
            Should.Throw<InvalidOperationException>(() => frame.Prediction).Message.ShouldBe($"Frame {frame.Number} has no prediction: frame {frame.Number} is torn");
        }
        seen.ShouldBe(Enumerable.Range(0, 9).Select(i => ((long)i, i % 4 == 0)));
    }

    [Fact]
    public async Task A_source_that_fails_ends_after_the_frames_before_it()
    {
        await using var frames = predictor.Stream(new PaintedFrames(50) { FailsAt = 20 });
        var count = 0;
        var error = await Should.ThrowAsync<IOException>(async () =>
        {
            await foreach (var _ in frames)
                count++;
        });
        (error.Message, count).ShouldBe(("the camera is gone", 20));
    }

    [Fact]
    public async Task What_is_kept_stays()
    {
        await using var frames = predictor.Stream(new PaintedFrames(30), new PipelineSettings { KeepImages = true });
        var kept = new List<(Colors Prediction, RgbImage? Image)>();
        await foreach (var frame in frames)
            kept.Add(frame.Keep());
        for (var i = 0; i < 30; i++)
        {
            kept[i].Prediction.Surfaces[0, 0].ShouldBe(PaintedFrames.Color(i));
            kept[i].Image.ShouldNotBeNull().Pixels.ShouldBe(PaintedFrames.Paint(i).Pixels);
        }
    }

    // The caller holds the first frame until the source is at its end: what is then taken in says which were dropped.
    [Theory]
    [InlineData(FullQueue.DropOldest)]
    [InlineData(FullQueue.DropNewest)]
    public async Task A_live_source_is_never_made_to_wait(FullQueue policy)
    {
        var source = new PaintedFrames(1000);
        await using var frames = predictor.Stream(source, new PipelineSettings { WhenFull = policy, Waiting = 2, Ready = 1 });
        var seen = new List<long>();
        await foreach (var frame in frames)
        {
            if (seen.Count == 0)
                source.Ended.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
            frame.Prediction.Surfaces[0, 0].ShouldBe(PaintedFrames.Color((int)frame.Number));
            seen.Add(frame.Number);
        }
        seen.ShouldBeInOrder();
        (seen.Count + frames.Dropped).ShouldBe(1000);
        frames.Dropped.ShouldBeGreaterThan(900);
        if (policy is FullQueue.DropOldest)
            seen[^2..].ShouldBe([998L, 999L]);
        else
            seen[^1].ShouldBeLessThan(900);
    }

    [Fact]
    public async Task A_source_that_can_wait_is_never_ahead_by_more_than_there_is_room()
    {
        var source = new PaintedFrames(1000);
        await using var frames = predictor.Stream(source, new PipelineSettings { Waiting = 2, Ready = 2 });
        var count = 0;
        await foreach (var frame in frames)
        {
            if (count++ == 0)
                await Task.Delay(100);
            // Five on their way, three that are ready or with the caller, one that was asked for.
            source.Given.ShouldBeLessThanOrEqualTo(count + 9);
            if (count == 100)
                break;
        }
    }

    [Fact]
    public async Task Stopping_is_heard()
    {
        using var stop = new CancellationTokenSource();
        await using var frames = predictor.Stream(new PaintedFrames(int.MaxValue), stop: stop.Token);
        var count = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in frames)
                if (++count == 10)
                    stop.Cancel();
        });
        count.ShouldBeInRange(10, 20);
    }

    [Fact]
    public async Task Leaving_early_and_leaving_unused_end_all_threads()
    {
        var source = new PaintedFrames(int.MaxValue);
        await using (var frames = predictor.Stream(source))
            await foreach (var _ in frames)
                break;
        var given = source.Given;
        await Task.Delay(50);
        source.Given.ShouldBe(given);

        await using (predictor.Stream(new PaintedFrames(int.MaxValue)))
        {
        }
        predictor.Predict(PaintedFrames.Paint(0)).Surfaces[0, 0].ShouldBe(PaintedFrames.Color(0));
    }

    [Fact]
    public async Task Frames_are_gone_through_once()
    {
        await using var frames = predictor.Stream(new PaintedFrames(1));
        await foreach (var _ in frames)
        {
        }
        Should.Throw<InvalidOperationException>(() => frames.GetAsyncEnumerator()).Message.ShouldBe("The frames of a pipeline can be gone through once.");
    }

    [Fact]
    public async Task A_frame_after_the_first_ones_allocates_nothing()
    {
        await using var frames = predictor.Stream(new PaintedFrames(5000) { Repeats = true }, new PipelineSettings { KeepImages = true });
        var (before, least) = (0L, long.MaxValue);
        await foreach (var frame in frames)
            if (frame.Number >= 1000 && frame.Number % 500 == 0)
            {
                // In all the process: the pool of threads takes a little of its own at times, so that the best of the stretches counts.
                if (before > 0)
                    least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
                before = GC.GetTotalAllocatedBytes(precise: true);
            }
        least.ShouldBeLessThan(1024);
    }
}
