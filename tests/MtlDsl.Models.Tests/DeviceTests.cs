using System.Globalization;
using System.Reflection;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Models.Tests;

/// <summary>
/// Generated networks on devices. What needs a GPU is skipped without one; on the CPU the same comparisons show that they hold where nothing differs
/// (tests/gpu/check.sh runs those of a GPU alone).
/// </summary>
[Collection("torch")]
public sealed class DeviceTests : IDisposable
{
    private const string Category = "Category", OnGpu = "OnGpu";

    // Sums in another order, and atomic ones of a GPU in any.
    private const double Tolerance = 5e-3;

    // Without the head that has dropout: generators of different devices give different numbers.
    private static readonly TrainingOptions quick = new()
    {
        Iterations = 6, BatchSize = 4, Warmup = 2, LearningRate = 1e-3, CheckpointEvery = 0, EvaluateEvery = 2, Seed = 3, AllowTf32 = false,
        Only = [nameof(FiveHeads.Surfaces), nameof(FiveHeads.Height), nameof(FiveHeads.Objects), nameof(FiveHeads.Place)],
    };

    private static readonly Dictionary<string, TrainingOptions> cases = new()
    {
        ["SGD"] = quick,
        ["Adam"] = quick with { Optimizer = OptimizerKind.Adam },
        ["AdamW"] = quick with { Optimizer = OptimizerKind.AdamW },
        ["AdaDelta"] = quick with { Optimizer = OptimizerKind.AdaDelta, LearningRate = 0.1 },
        ["gradients"] = quick with { Balancing = Balancing.UpGrad },
        ["waiting"] = quick with { Accumulation = 2, SamplesPerUpdate = new Dictionary<string, int> { [nameof(FiveHeads.Height)] = 20 } },
        ["average"] = quick with { AverageDecay = 0.9, ReestimationBatches = 2 },
        ["pacing"] = quick with { EvaluateEvery = 1, Pacing = new PacingOptions { Window = 1, Certainty = 0, Earliest = 0 } },
    };

    private readonly TemporaryFolder folder = new();
    private int runs;

    public void Dispose() => folder.Dispose();

    /// <summary>Each case on each device.</summary>
    public static TheoryData<string, string> OnDevices
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var device in Names)
                foreach (var name in cases.Keys)
                    data.Add(device, name);
            return data;
        }
    }

    public static TheoryData<string> Devices => [.. Names];

    private static string[] Names => ["cpu", "cuda", "mps"];

    [Fact]
    public void Learning_and_measuring_make_no_tensor_on_the_default_device()
    {
        using var model = new FiveHeads();
        using var guard = new NoDefaultDevice();

        Train(model, quick with { Only = [], Iterations = 3 }, () => guard.Make(Create), new RunFolder(folder["run"])).Count.ShouldBe(3);
    }

    public static TheoryData<string> Networks => [.. networks.Keys];

    private static readonly Dictionary<string, Func<IMultitaskModel>> networks = new()
    {
        [nameof(FiveHeads)] = () => new FiveHeads(),
        [nameof(SmallAerial)] = () => new SmallAerial(),
        [nameof(VocMultitask)] = () => new VocMultitask(),
        [nameof(VocMultitaskAfterRes4f)] = () => new VocMultitaskAfterRes4f(),
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void All_of_a_network_moves_to_another_device(string name)
    {
        using var scope = NewDisposeScope();
        using var model = networks[name]();
        var learning = model.Module.parameters().Count(parameter => parameter.requires_grad);

        model.Module.to(META);

        model.Module.state_dict().Where(item => item.Value.device_type != DeviceType.META).ShouldBeEmpty();
        model.Module.parameters().Count(parameter => parameter.requires_grad).ShouldBe(learning);
        model.ParameterGroups.SelectMany(group => group.Parameters).ShouldAllBe(item => item.Parameter.device_type == DeviceType.META);
        // Nor does a layer keep one for itself.
        foreach (var module in model.Module.modules())
            module.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public).Select(field => field.GetValue(module)).OfType<Tensor>()
                .ShouldAllBe(tensor => tensor.device_type == DeviceType.META);
    }

    [SkippableTheory]
    [MemberData(nameof(OnDevices))]
    [Trait(Category, OnGpu)]
    public void Steps_are_those_of_the_CPU(string device, string name)
    {
        Require(device);
        ShouldBe(Train(cases[name] with { Device = device }), Train(cases[name]));
    }

    [SkippableTheory]
    [MemberData(nameof(Devices))]
    [Trait(Category, OnGpu)]
    public void Outputs_are_those_of_the_CPU(string device)
    {
        Require(device);
        Training.Devices.AllowTf32(false);
        using FiveHeads here = Create(), there = Create();
        there.to(Training.Devices.Open(device));
        using ModelFunction wanted = new(here), found = new(there);

        Verification.Compare(FiveHeads.Architecture, wanted.Run, found.Run, Verification.RandomInputs(FiveHeads.Architecture, 4, seed: 2)).Passed.ShouldBeTrue();
    }

    [SkippableTheory]
    [MemberData(nameof(OnDevices))]
    [Trait(Category, OnGpu)]
    public void A_run_goes_on_on_another_device(string device, string name)
    {
        Require(device);
        var (options, moved) = (cases[name], cases[name] with { Device = device });
        var whole = Train(options);

        RunFolder there = new(folder["there"]), back = new(folder["back"]);
        Train(options, there, stopAfter: 3).Count.ShouldBe(3);
        ShouldBe(Train(moved, there), whole);
        Train(moved, back, stopAfter: 3).Count.ShouldBe(3);
        ShouldBe(Train(options, back), whole);
    }

    [SkippableTheory]
    [MemberData(nameof(Devices))]
    [Trait(Category, OnGpu)]
    public void A_resumed_run_draws_the_random_numbers_of_an_uninterrupted_one(string device)
    {
        Require(device);
        var options = quick with { Only = [], Device = device };
        var run = new RunFolder(folder["run"]);

        Train(options, run, stopAfter: 3).Count.ShouldBe(3);

        ShouldBe(Train(options, run), Train(options));
    }

    private static void Require(string device)
    {
        try
        {
            Training.Devices.Open(device);
        }
        catch (DeviceException error)
        {
            Skip.If(true, error.Message);
        }
    }

    private static FiveHeads Create()
    {
        manual_seed(1);
        return new FiveHeads();
    }

    // Rate, losses and weights of each step so far; a folder with a checkpoint is gone on with.
    private List<double[]> Train(TrainingOptions options, RunFolder? run = null, int? stopAfter = null)
    {
        using var model = Create();
        return Train(model, options, Create, run ?? new RunFolder(folder[$"run {runs++}"]), stopAfter);
    }

    private static List<double[]> Train(FiveHeads model, TrainingOptions options, Func<IMultitaskModel> create, RunFolder run, int? stopAfter = null)
    {
        using var stop = new StopAfter(stopAfter);
        var data = new BlockData();
        var test = new EvaluationImages(data, data.Open(null, Split.Test));
        using var trainer = new Trainer(model, options, create) { Folder = run, Observer = stop, Evaluate = () => Evaluator.Evaluate(model, test.Take(4)) };
        if (run.HoldsRun)
        {
            using var checkpoint = TrainingCheckpoint.Open(run.Checkpoint);
            trainer.Restore(checkpoint);
        }
        using var batches = new BatchLoader([new(data, data.Open(null, Split.Train))], new()
        {
            BatchSize = options.BatchSize,
            FirstBatch = (long)trainer.Iteration * options.Accumulation,
        });
        trainer.Run(batches, stop.Token);
        return [.. File.ReadLines(run.Log).Skip(1).Select(line => line.Split(',').Skip(1).Select(Number).ToArray())];
    }

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, CultureInfo.InvariantCulture);

    private static void ShouldBe(IReadOnlyList<double[]> found, IReadOnlyList<double[]> wanted)
    {
        found.Count.ShouldBe(wanted.Count);
        for (var step = 0; step < wanted.Count; step++)
            for (var column = 0; column < wanted[step].Length; column++)
                if (!double.IsNaN(wanted[step][column]))
                    found[step][column].ShouldBe(wanted[step][column], Tolerance * Math.Max(1, wanted[step][column]), $"column {column} after step {step + 1}");
    }

    private sealed class StopAfter(int? step) : ITrainingObserver, IDisposable
    {
        private readonly CancellationTokenSource source = new();

        public CancellationToken Token => source.Token;

        public void Stepped(TrainingProgress progress)
        {
            if (progress.Iteration == step)
                source.Cancel();
        }

        public void Evaluated(int iteration, EvaluationResult result, bool isBest)
        {
        }

        public void Dispose() => source.Dispose();
    }
}
