using System.Globalization;

namespace MtlDsl.Benchmarks.Step;

/// <summary>
/// A training step of the ResNet-50 multitask network, in turn: generated, by hand in plain TorchSharp, and PyTorch's, each in a process of
/// its own.
/// </summary>
internal static class StepComparison
{
    private const int WarmUp = 2;

    /// <param name="reference">A Python file with the networks in PyTorch.</param>
    /// <param name="batch">Images per step.</param>
    /// <param name="pixels">Their width and height.</param>
    /// <param name="rounds">Steps of each that count.</param>
    /// <param name="others">Programs that speak as <see cref="StepPeer"/> does: another version of this one, say.</param>
    public static int Run(string reference, int batch, int pixels, int rounds, IReadOnlyList<string> others)
    {
        string[] size = [batch.ToString(CultureInfo.InvariantCulture), pixels.ToString(CultureInfo.InvariantCulture)];
        List<(string Name, Peer Peer)> sides =
        [
            ("generated", Peer.Own(["step-peer", "generated", .. size])),
            ("plain TorchSharp", Peer.Own(["step-peer", "plain", .. size])),
            ("PyTorch", Peer.Python("step_peer.py", [reference, .. size])),
            .. others.Select(command => (command, Peer.Command(command, size))),
        ];
        try
        {
            var times = sides.ConvertAll(_ => new List<double>());
            var memory = new double[sides.Count];
            for (var round = -WarmUp; round < rounds; round++)
                for (var i = 0; i < sides.Count; i++)
                {
                    if (sides[i].Peer.Step() is not [var seconds, var bytes])
                        throw new InvalidOperationException($"{sides[i].Name} does not print two numbers per step.");
                    memory[i] = bytes;
                    if (round >= 0)
                        times[i].Add(seconds);
                }
            Print($"| side | median s | generated over it | peak MiB | generated over it |");
            Print($"|---|---|---|---|---|");
            for (var i = 0; i < sides.Count; i++)
                Print($"| {sides[i].Name} | {Median(times[i]):0.000} | {Median(times[0]) / Median(times[i]):0.000} | {memory[i] / 1048576:0} | {memory[0] / memory[i]:0.000} |");
            return 0;
        }
        finally
        {
            foreach (var (_, peer) in sides)
                peer.Dispose();
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));
}
