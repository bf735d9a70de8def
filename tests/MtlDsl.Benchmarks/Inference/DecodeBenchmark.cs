using System.Diagnostics;
using System.Globalization;
using MtlDsl.Tests.Vision;
using MtlDsl.Vision;

namespace MtlDsl.Benchmarks.Inference;

/// <summary>
/// From an SSD300's outputs to detections: 8,732 default boxes and 21 classes, as a trained network gives them, on one core; the same work by
/// torchvision in turn.
/// </summary>
internal static class DecodeBenchmark
{
    private const int Scenes = 8, Calls = 400;

    public static int Run(int rounds)
    {
        var outputs = Enumerable.Range(1, Scenes).Select(seed => new TrainedOutputs(seed)).ToList();
        var path = Path.GetTempFileName();
        try
        {
            Save(outputs, path);
            using var peer = Peer.Python("decode_peer.py", path);
            var detections = new List<Detection>();
            foreach (var options in (DetectionOptions[])[DetectionOptions.Default, new DetectionOptions(ScoreThreshold: .3f)])
            {
                var (ours, found) = (new List<double>(), 0.0);
                for (var round = -1; round < rounds; round++)
                {
                    var clock = Stopwatch.StartNew();
                    found = 0;
                    for (var call = 0; call < Calls; call++)
                    {
                        var scene = outputs[call % Scenes];
                        DetectionDecoder.Decode(scene.Confidences, scene.Locations, TrainedOutputs.DefaultBoxes, TrainedOutputs.Classes, options, detections);
                        found += detections.Count;
                    }
                    if (round >= 0)
                        ours.Add(clock.Elapsed.TotalMilliseconds / Calls);
                }
                Print($"scores above {options.ScoreThreshold}: {ours.Order().ElementAt(rounds / 2):0.000} ms an image (least {ours.Min():0.000}), {found / Calls:0} detections");
            }
            peer.Step();
            var theirs = Enumerable.Range(0, rounds).Select(_ => peer.Step()).OrderBy(step => step[0]).ToList();
            Print($"torchvision, scores above 0.01: {1000 * theirs[rounds / 2][0]:0.000} ms an image (least {1000 * theirs[0][0]:0.000}), {theirs[0][1]:0} detections");
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Save(IReadOnlyList<TrainedOutputs> outputs, string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        foreach (var (x, y, width, height) in TrainedOutputs.DefaultBoxes.Boxes)
            Write(x, y, width, height);
        foreach (var scene in outputs)
        {
            Write(scene.Confidences);
            Write(scene.Locations);
        }

        void Write(params ReadOnlySpan<float> values)
        {
            foreach (var value in values)
                writer.Write(value);
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
