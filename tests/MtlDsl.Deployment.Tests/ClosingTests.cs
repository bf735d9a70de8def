namespace MtlDsl.Deployment.Tests;

/// <summary>A network may be closed at any time and in any order with what uses it: calls that run are finished, later ones are refused.</summary>
public sealed class ClosingTests : IDisposable
{
    // More than compute at a time.
    private static readonly int Callers = 2 * Environment.ProcessorCount + 1;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_request_of_a_closed_network_runs_no_more()
    {
        var session = Load();
        var request = session.CreateRequest();
        request.Run();

        session.Dispose();

        Should.Throw<ObjectDisposedException>(request.Run);
        Should.Throw<ObjectDisposedException>(() => session.CreateRequest());
        Should.Throw<ObjectDisposedException>(() => session.Stream(new PaintedFrames(1)));
        request.Dispose();
        request.Dispose();
        Should.Throw<ObjectDisposedException>(request.Run);
    }

    [Fact]
    public async Task Closing_waits_for_calls_that_run()
    {
        var image = PaintedFrames.Paint(0);
        for (var i = 0; i < 30; i++)
        {
            var session = Load();
            var request = session.CreateRequest();
            using var bothRun = new CountdownEvent(2);
            var calls = Repeat(() => session.Predict(image), bothRun);
            var requests = Repeat(request.Run, bothRun);
            bothRun.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();

            session.Dispose();
            request.Dispose();

            await Should.ThrowAsync<ObjectDisposedException>(calls);
            await Should.ThrowAsync<ObjectDisposedException>(requests);
        }
    }

    [Fact]
    public async Task Leaving_a_stream_leaves_nothing_running()
    {
        using var predictor = Load();
        var source = new PaintedFrames(int.MaxValue) { Pause = TimeSpan.FromMilliseconds(20) };
        await foreach (var _ in predictor.Stream(source))
            break;
        source.IsGiving.ShouldBeFalse();
    }

    [Theory]
    [InlineData(FullQueue.Wait)]
    [InlineData(FullQueue.DropOldest)]
    public async Task A_stream_ends_when_its_network_is_closed(FullQueue whenFull)
    {
        var session = Load();
        var source = new PaintedFrames(int.MaxValue) { Pause = TimeSpan.FromMilliseconds(1) };
        var frames = session.Stream(source, new PipelineSettings { WhenFull = whenFull });
        var taken = 0;

        await Should.ThrowAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var frame in frames)
            {
                frame.Error.ShouldBeNull();
                if (++taken == 5)
                    session.Dispose();
            }
        });

        // Those that were computed before, and no more.
        taken.ShouldBeInRange(5, 15);
        var given = source.Given;
        await Task.Delay(50);
        source.Given.ShouldBe(given);
    }

    [Fact]
    public async Task Calls_that_run_are_finished_and_those_that_wait_are_refused()
    {
        var session = Load();
        using var start = new Barrier(Callers + 1);
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Factory.StartNew(() =>
        {
            start.SignalAndWait();
            for (var calls = 0; ; calls++)
                try
                {
                    session.Predict(PaintedFrames.Paint(calls));
                }
                catch (ObjectDisposedException)
                {
                    return calls;
                }
        }, TaskCreationOptions.LongRunning)).ToList();
        start.SignalAndWait();
        Thread.Sleep(20);

        session.Dispose();

        (await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60))).Sum().ShouldBeGreaterThan(0);
    }

    // Until it fails.
    private static Task Repeat(Action call, CountdownEvent runs) => Task.Run(() =>
    {
        call();
        runs.Signal();
        while (true)
            call();
    });

    private NetworkSession Load() => NetworkSession.Load(folder.Save(ColorNetwork.Export()), ColorNetwork.Architecture);
}
