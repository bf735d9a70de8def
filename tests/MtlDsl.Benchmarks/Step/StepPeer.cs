using System.Diagnostics;
using System.Globalization;
using MtlDsl.Deployment.Benchmarking;
using MtlDsl.Models;
using MtlDsl.Training;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Benchmarks.Step;

/// <summary>
/// One side of the comparison of training steps, in a process of its own: a step for each line that is read. Prints the seconds of each and
/// the most bytes that were resident so far.
/// </summary>
internal static class StepPeer
{
    /// <summary>The generated network, laid out and optimised as the trainer does it.</summary>
    public static int Generated(int batch, int pixels)
    {
        using var network = new VocMultitask();
        network.train();
        TensorLayout.ToChannelsLast((nn.Module)network);
        var options = new TrainingOptions { Optimizer = OptimizerKind.Sgd, Momentum = 0.9 };
        using var optimizer = Optimizer.Create([.. network.named_parameters()], options, weightDecay: 0);
        return Serve(batch, pixels, TensorLayout.ToChannelsLast, images =>
        {
            Mean(((IMultitaskModel)network).Forward(images)).backward();
            optimizer.Step(1e-3);
            foreach (var (_, parameter) in network.named_parameters())
                parameter.grad = null;
        });
    }

    /// <summary>The network and the loop by hand in plain TorchSharp, which leaves glibc's heap as it is.</summary>
    public static int Plain(int batch, int pixels)
    {
        using var network = new PlainNetwork();
        network.train();
        var sgd = optim.SGD(network.parameters(), 1e-3, momentum: 0.9);
        return Serve(batch, pixels, images => images, images =>
        {
            sgd.zero_grad();
            Mean(network.call(images)).backward();
            sgd.step();
        });
    }

    private static int Serve(int batch, int pixels, Func<Tensor, Tensor> prepare, Action<Tensor> step)
    {
        set_num_threads(2);
        manual_seed(0);
        using var images = prepare(randn(batch, 3, pixels, pixels));
        Console.WriteLine("ready");
        while (Console.ReadLine() is not null)
        {
            var watch = Stopwatch.StartNew();
            using (NewDisposeScope())
                step(images);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds} {ProcessMemory.Now().Peak}"));
        }
        return 0;
    }

    private static Tensor Mean(IEnumerable<Tensor> outputs) => outputs.Select(output => output.mean()).Aggregate((sum, mean) => sum + mean);
}
