using System.Diagnostics;
using System.Globalization;
using MtlDsl.Deployment;
using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace MtlDsl.Benchmarks.Inference;

/// <summary>What a predictor adds to the network's own time: bringing a photo of 500x375 into the input, and reading every head at its size.</summary>
internal static class OverheadRun
{
    public static int Run(int rounds, int threads)
    {
        Measure<SmallAerial>(rounds, threads);
        Measure<VocMultitask>(Math.Max(rounds / 4, 10), threads);
        return 0;
    }

    private static void Measure<TModel>(int rounds, int threads) where TModel : class, IMultitaskModel, IOnnxExportable, new()
    {
        var path = Path.Combine(Path.GetTempPath(), $"mtldsl-overhead-{Environment.ProcessId}.onnx");
        try
        {
            Architecture architecture;
            using (var model = new TModel())
            {
                model.Module.eval();
                architecture = model.Architecture;
                TModel.ToOnnx(new ModuleWeights(model.Module)).Save(path);
            }
            using var session = NetworkSession.Load(path, architecture, new SessionSettings { Threads = threads });
            using var request = session.CreateRequest();
            var prediction = new NetworkPrediction(architecture);
            var photo = Photo();
            var (before, network, after) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = -5; round < rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                request.SetImage(photo);
                var set = Stopwatch.GetTimestamp();
                request.Run();
                var run = Stopwatch.GetTimestamp();
                request.Read(prediction);
                var read = Stopwatch.GetTimestamp();
                if (round < 0)
                    continue;
                before.Add(Stopwatch.GetElapsedTime(start, set).TotalMilliseconds);
                network.Add(Stopwatch.GetElapsedTime(set, run).TotalMilliseconds);
                after.Add(Stopwatch.GetElapsedTime(run, read).TotalMilliseconds);
            }
            var (set50, run50, read50) = (Median(before), Median(network), Median(after));
            Print($"{architecture.Name} {architecture.Input}, {threads} thread(s): image {set50:0.00} ms, network {run50:0.0} ms, reading {read50:0.00} ms: {100 * (set50 + read50) / run50:0.0} % on top");
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Smooth hills and some noise, so that class maps have regions and borders as photos give them.
    private static RgbImage Photo()
    {
        var (photo, random) = (new RgbImage(500, 375), new Random(1));
        for (var i = 0; i < photo.Pixels.Length; i++)
        {
            var (x, y) = (i / 3 % 500, i / 1500);
            photo.Pixels[i] = (byte)(128 + 100 * Math.Sin(x / 60.0 + i % 3) * Math.Cos(y / 45.0) + random.Next(20));
        }
        return photo;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
