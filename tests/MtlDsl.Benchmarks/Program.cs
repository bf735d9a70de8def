using System.Diagnostics;
using System.Globalization;
using MtlDsl.Benchmarks;
using MtlDsl.Benchmarks.Loading;
using MtlDsl.Models;
using MtlDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

if (args is ["loading", var photos, .. var loadingRounds])
    return LoadingBenchmark.Run(photos, loadingRounds is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 5);
if (args is not [var reference, .. var rest])
{
    Console.Error.WriteLine("""
        A training step of the ResNet-50 multitask network, the generated one and PyTorch's in turn.

          dotnet run -c Release --project tests/MtlDsl.Benchmarks -- REFERENCE [BATCH] [PIXELS] [ROUNDS]

        REFERENCE is a Python file with a PyTorch module Net(segmentation, detection).

        Loading and augmenting photos, with our loader and torchvision in turn:

          dotnet run -c Release --project tests/MtlDsl.Benchmarks -- loading DIR [ROUNDS]

        DIR holds images/ and labels/ in YOLO's layout.
        """);
    return 2;
}

var numbers = rest.Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
var (batch, pixels, rounds) = (numbers.ElementAtOrDefault(0) is > 0 and var b ? b : 2, numbers.ElementAtOrDefault(1) is > 0 and var p ? p : 300, numbers.ElementAtOrDefault(2) is > 0 and var r ? r : 15);

set_num_threads(2);
manual_seed(0);
using var network = new VocMultitask();
network.train();
var sgd = optim.SGD(network.parameters(), 1e-3, momentum: 0.9);
var images = randn(batch, 3, pixels, pixels);
using var peer = new Peer("peer.py", reference, batch.ToString(CultureInfo.InvariantCulture), pixels.ToString(CultureInfo.InvariantCulture));

var (ours, theirs) = (new List<double>(), new List<double>());
for (var round = -2; round < rounds; round++)
{
    var (mine, other) = (Step(), peer.Step()[0]);
    if (round < 0)
        continue; // warm-up
    ours.Add(mine);
    theirs.Add(other);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{round + 1,3}  generated {mine:0.000} s  PyTorch {other:0.000} s"));
}
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"median: generated {Median(ours):0.000} s, PyTorch {Median(theirs):0.000} s, ratio {Median(ours) / Median(theirs):0.000}"));
return 0;

double Step()
{
    var watch = Stopwatch.StartNew();
    using var scope = NewDisposeScope();
    network.zero_grad();
    ((IMultitaskModel)network).Forward(images).Select(output => output.mean()).Aggregate((sum, mean) => sum + mean).backward();
    sgd.step();
    return watch.Elapsed.TotalSeconds;
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
