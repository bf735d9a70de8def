using MtlDsl.App.Benchmarking;
using MtlDsl.Deployment;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Benchmarks;

/// <summary>Our ONNX export and PyTorch's of the same networks with the same weights, in turn in the same ONNX Runtime.</summary>
internal static class ExportComparison
{
    private const double Tolerance = 1e-4;

    private static readonly string[] names = ["base", "segmentation", "detection", "multitask"];

    public static int Run(string reference, int rounds, int[] threads)
    {
        var folder = Directory.CreateTempSubdirectory("mtldsl-export-").FullName;
        try
        {
            Python.Run("export_peer.py", reference, folder);
            var ours = Export(folder);
            foreach (var name in names)
                Compare(name, ours[name], Theirs(name));
            foreach (var count in threads)
                Time(count, rounds);
            return 0;

            string Theirs(string name) => Path.Combine(folder, $"{name}.onnx");

            void Time(int count, int calls)
            {
                var candidates = names.SelectMany(name => (Candidate[])[new($"generated {name}", [ours[name]]), new($"PyTorch {name}", [Theirs(name)])]).ToList();
                var times = new LatencyBenchmark(calls).Run(candidates, new SessionSettings { Threads = count }, () => { }, CancellationToken.None);
                for (var i = 0; i < names.Length; i++)
                    Console.WriteLine(FormattableString.Invariant(
                        $"{count} thread(s)  {names[i],-12}  generated {times[2 * i].Median,6:0.0} ms  PyTorch {times[2 * i + 1].Median,6:0.0} ms  ratio {times[2 * i].Median / times[2 * i + 1].Median:0.000}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Export(string folder)
    {
        using var weights = StateFile.Open(Path.Combine(folder, "weights.pth"));
        var written = DeclaredNetworks.Write(
            VocMultitask.ToOnnx(new StateFileWeights(weights)), VocMultitask.Architecture, Directory.CreateDirectory(Path.Combine(folder, "generated")).FullName);
        return names.Zip(written).ToDictionary(pair => pair.First, pair => pair.Second.Candidate.Files[0]);
    }

    // PyTorch names no outputs; by their number of values they are told apart.
    private static void Compare(string name, string ours, string theirs)
    {
        var image = new float[3 * 300 * 300];
        var random = new Random(0);
        foreach (ref var value in image.AsSpan())
            value = random.NextSingle() * 2 - 1;
        var expected = GraphRun.Run(theirs, image).Values.ToDictionary(value => value.Values.Length);
        foreach (var (output, found) in GraphRun.Run(ours, image))
        {
            var wanted = expected[found.Values.Length].Values;
            var error = wanted.Zip(found.Values, (a, b) => Math.Abs(a - b)).Max() / wanted.Max(Math.Abs);
            Console.WriteLine(FormattableString.Invariant($"{name}, {output}: relative difference {error:0.0e+0}"));
            if (!(error <= Tolerance))
                throw new InvalidOperationException($"{name} does not compute what PyTorch's export does: {output} differs.");
        }
    }
}
