using System.Globalization;
using MtlDsl.Benchmarks;
using MtlDsl.Benchmarks.Inference;
using MtlDsl.Benchmarks.Loading;
using MtlDsl.Benchmarks.Pacing;
using MtlDsl.Benchmarks.Step;

switch (args)
{
    case ["loading", var photos, ..]:
        return LoadingBenchmark.Run(photos, Number(2, 5));
    case ["flat", ..]:
        return FlatRun.Run(Number(1, 1000));
    case ["export", var nets, ..]:
        return ExportComparison.Run(nets, Number(2, 30), [.. (args.Length > 3 ? args[3] : "1,2").Split(',').Select(int.Parse)]);
    case ["pacing", var chips, var vehicles, var weights, ..]:
        return await PacingRun.Run(chips, vehicles, weights, Number(4, 3));
    case ["frames", ..]:
        return await FrameRun.Run(Number(1, 100_000));
    case ["overhead", ..]:
        return OverheadRun.Run(Number(1, 100), Number(2, 1));
    case ["decode", ..]:
        return DecodeBenchmark.Run(Number(1, 11));
    case ["step", var reference, ..]:
        return StepComparison.Run(reference, Number(2, 2), Number(3, 300), Number(4, 15), args.Length > 5 ? args[5..] : []);
    case ["step-peer", "generated", ..]:
        return StepPeer.Generated(Number(2, 2), Number(3, 300));
    case ["step-peer", "plain", ..]:
        return StepPeer.Plain(Number(2, 2), Number(3, 300));
    default:
        Console.Error.WriteLine("""
            A training step of the ResNet-50 multitask network, in turn: generated, by hand in plain TorchSharp, and PyTorch's: time and peak
            memory.

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- step REFERENCE [BATCH] [PIXELS] [ROUNDS] [COMMAND...]

            REFERENCE is a Python file with a PyTorch module Net(segmentation, detection). Each COMMAND is the command line of another side, which
            gets BATCH and PIXELS, says "ready", and for each line that it reads takes a step and prints its seconds and the process's peak bytes.

            A long training of the small aerial network, whose live tensors and resident memory must not grow:

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- flat [STEPS]

            Loading and augmenting photos, with our loader and torchvision in turn:

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- loading DIR [ROUNDS]

            DIR holds images/ and labels/ in YOLO's layout.

            What pacing is worth where a task peaks before another has learnt, on AerialSurvey's data with few photos of cars:

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- pacing CHIPS VEHICLES WEIGHTS [SEEDS]

            CHIPS, VEHICLES and WEIGHTS are those of examples/AerialSurvey.

            The ONNX export of the ResNet-50 networks and PyTorch's, with the same weights, in turn in ONNX Runtime:

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- export REFERENCE [ROUNDS] [THREADS,THREADS]

            Frames through a tiny network, whose allocations and resident memory must not grow; what a predictor adds to the network's own
            time; and 8,732 boxes x 21 classes to detections, with torchvision beside it:

              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- frames [FRAMES]
              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- overhead [ROUNDS] [THREADS]
              dotnet run -c Release --project tests/MtlDsl.Benchmarks -- decode [ROUNDS]
            """);
        return 2;
}

int Number(int index, int otherwise) => index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
