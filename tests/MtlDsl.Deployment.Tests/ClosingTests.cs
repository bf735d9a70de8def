namespace MtlDsl.Deployment.Tests;

/// <summary>A network may be closed at any time and in any order with what uses it: calls that run are finished, later ones are refused.</summary>
public sealed class ClosingTests : IDisposable
{
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

    [Fact]
    public async Task A_stream_tells_that_its_network_was_closed()
    {
        var session = Load();
        await using var frames = session.Stream(new PaintedFrames(int.MaxValue));
        await foreach (var frame in frames)
        {
            session.Dispose();
            if (frame.Error is ObjectDisposedException)
                break;
        }
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
