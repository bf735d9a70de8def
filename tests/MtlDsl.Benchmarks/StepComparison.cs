using System.Diagnostics;
using System.Globalization;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Models;
using MtlDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Benchmarks;

/// <summary>A training step of the generated ResNet-50 multitask network and of PyTorch's, in turn on the same libtorch.</summary>
internal static class StepComparison
{
    private const int WarmUp = 2;

    public static int Run(string reference, int batch, int pixels, int rounds)
    {
        set_num_threads(2);
        manual_seed(0);
        using var network = new VocMultitask();
        network.train();
        var sgd = optim.SGD(network.parameters(), 1e-3, momentum: 0.9);
        var images = randn(batch, 3, pixels, pixels);
        using var peer = new Peer("peer.py", reference, batch.ToString(CultureInfo.InvariantCulture), pixels.ToString(CultureInfo.InvariantCulture));

        var (ours, theirs) = (new List<double>(), new List<double>());
        var theirMemory = 0.0;
        for (var round = -WarmUp; round < rounds; round++)
        {
            var mine = Step(network, sgd, images);
            (var other, theirMemory) = peer.Step() is [var seconds, var bytes] ? (seconds, bytes) : throw new InvalidOperationException("peer.py prints two numbers a step.");
            if (round < 0)
                continue;
            ours.Add(mine);
            theirs.Add(other);
            Print($"{round + 1,3}  generated {mine:0.000} s  PyTorch {other:0.000} s");
        }
        Print($"median: generated {Median(ours):0.000} s, PyTorch {Median(theirs):0.000} s, ratio {Median(ours) / Median(theirs):0.000}");
        var memory = (double)ProcessMemory.Now().Peak;
        Print($"peak memory: generated {memory / 1048576:0} MiB, PyTorch {theirMemory / 1048576:0} MiB, ratio {memory / theirMemory:0.000}");
        return 0;
    }

    private static double Step(VocMultitask network, optim.Optimizer sgd, Tensor images)
    {
        var watch = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        network.zero_grad();
        ((IMultitaskModel)network).Forward(images).Select(output => output.mean()).Aggregate((sum, mean) => sum + mean).backward();
        sgd.step();
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
