namespace MtlDsl.Deployment.Tests;

/// <summary>One predictor for many threads, as a web service has it: each gets the answers to its own images.</summary>
public sealed class ThreadTests : IDisposable
{
    private const int Calls = 200;

    // More than compute at a time, so that some wait.
    private static readonly int threads = 2 * Environment.ProcessorCount + 2;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_thread_gets_its_own_answers()
    {
        using var predictor = new ColorPredictor(Load());
        InParallel(thread =>
        {
            var kept = new Colors();
            for (var call = 0; call < Calls; call++)
            {
                var number = thread + call;
                predictor.Predict(PaintedFrames.Paint(number)).Surfaces[0, 0].ShouldBe(PaintedFrames.Color(number));
                predictor.Predict(PaintedFrames.Paint(number + 1), kept);
                kept.Surfaces[1, 1].ShouldBe(PaintedFrames.Color(number + 1));
            }
        });
    }

    [Fact]
    public void Raw_outputs_and_calls_of_several_images_too()
    {
        using var session = Load(batch: null);
        InParallel(thread =>
        {
            for (var call = 0; call < Calls; call++)
            {
                var images = 1 + (thread + call) % 3;
                var input = Enumerable.Range(0, images * 72).Select(i => (float)((thread * 31 + i) % 17)).ToArray();
                session.Run(input, images)[0].ShouldBe(input);
                var several = Enumerable.Range(thread, images).Select(PaintedFrames.Paint).ToList();
                var predictions = several.Select(_ => new Colors()).ToList();
                session.Predict(several, predictions);
                predictions.Select(prediction => prediction.Surfaces[0, 0]).ShouldBe(Enumerable.Range(thread, images).Select(PaintedFrames.Color));
            }
        });
    }

    private static void InParallel(Action<int> work)
    {
        var tasks = Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(() => work(thread), TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(tasks);
    }

    private NetworkSession Load(int? batch = 1) =>
        NetworkSession.Load(folder.Save(ColorNetwork.Export(batch: batch)), ColorNetwork.Architecture, new SessionSettings { Threads = 1 });
}
