using System.CommandLine;
using MtlDsl.App.Display;
using MtlDsl.Distributed;
using MtlDsl.Onnx;
using MtlDsl.Training;
using MtlDsl.Training.Data;
using MtlDsl.Training.Distributed;

namespace MtlDsl.App.Commands;

/// <summary><c>train</c>: from a trunk's weights, or from where a run was left, to the network's weights.</summary>
internal sealed class TrainCommand<TModel> where TModel : class, IMultitaskModel, IOnnxExportable, new()
{
    private readonly CommandContext<TModel> context;
    private readonly Option<string[]> data = CommonOptions.Data();
    private readonly Option<string?> weights = CommonOptions.TrunkWeights();
    private readonly Option<string?> initFrom = new("--init-from")
    {
        Description = "Begin with all weights of a run, or of a file: the heads' too, which --weights leaves as they are made", HelpName = "RUN",
    };
    private readonly Option<UnfoldBatchNorms> unfold = new("--unfold")
    {
        Description = "Give the trunk's batch norms measured statistics before learning",
        DefaultValueFactory = _ => UnfoldBatchNorms.Automatic,
    };
    private readonly Option<string> run;
    private readonly Option<bool> resume = new("--resume") { Description = "Go on with the run where it was left, with its own settings; --iterations says how far" };
    private readonly Option<bool> force = new("--force") { Description = "Begin anew although the folder holds a run" };
    private readonly Option<bool> skipBroken = new("--skip-broken") { Description = "Leave out images that cannot be read, and name them at the end" };
    private readonly Option<string> device;
    private readonly Option<int> threads = CommonOptions.Threads();
    private readonly Option<int> processes = CommonOptions.Positive("--processes", "Processes of this machine that train together, each on its part of every batch", 1);
    private readonly TrainingSettings settings;

    public TrainCommand(CommandContext<TModel> context)
    {
        this.context = context;
        run = CommonOptions.Run(context.Architecture.Name);
        device = CommonOptions.Device(context.Defaults.Device);
        settings = new TrainingSettings(context.Defaults, context.Architecture.Input);
        Command = new Command("train", "Train the network") { data, weights, initFrom, unfold, run, resume, force, skipBroken, device, threads, processes };
        foreach (var option in settings.All)
            Command.Options.Add(option);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(processes) is > 1 and var count && RankSettings.FromEnvironment() is null)
            return Launch(parsed, count);
        using var group = ProcessGroups.FromEnvironment();
        var folder = new RunFolder(parsed.GetRequiredValue(run));
        if (group?.IsFirst != false)
            RunLock.RefuseHeld(folder);
        var training = new TrainingRun<TModel>(context, folder, context.Roots(parsed.GetRequiredValue(data)), group)
        {
            OnFault = parsed.GetValue(skipBroken) ? FaultPolicy.Skip : FaultPolicy.Stop,
        };
        CommonOptions.UseThreads(parsed.GetValue(threads));
        var outcome = parsed.GetValue(resume) ? Resume(parsed, training) : Begin(parsed, training, folder);
        if (outcome.LastEvaluation is { } result)
            context.Screen.Show(result);
        context.Screen.Line(outcome.Completed
            ? $"Trained {outcome.Iteration} steps; the weights are in {folder.Weights}"
            : $"Stopped after {outcome.Iteration} steps; --resume goes on from {folder.Checkpoint}");
        if (outcome.Diverged.Count > 0)
            context.Screen.Line($"The training of {string.Join(" and ", outcome.Diverged)} has diverged; these weights are of no use. Begin anew with a lower learning rate.");
        return outcome.Completed ? ExitCode.Success : ExitCode.Interrupted;
    }

    private int Launch(ParseResult parsed, int count)
    {
        // What is missing here is missing for each of them: said once, before any starts.
        ProcessGroups.Prepare();
        using var local = new LocalProcesses(count, context.Program, parsed.InvocationConfiguration.Error);
        var (exitCode, fault) = local.Wait(context.Stop);
        if (fault is not null)
            parsed.InvocationConfiguration.Error.WriteLine($"error: {fault}");
        return exitCode;
    }

    private TrainingOutcome Begin(ParseResult parsed, TrainingRun<TModel> training, RunFolder folder)
    {
        if (folder.HoldsRun && !parsed.GetValue(force))
            throw new UsageException($"{folder.Path} holds a run; go on with --resume, begin anew with --force, or choose another folder with --run.");
        var (trunk, whole) = (parsed.GetValue(weights), parsed.GetValue(initFrom));
        if (trunk is not null && whole is not null)
            throw new UsageException("--weights and --init-from exclude each other: the trunk's weights, or all.");
        return training.Begin(settings.Read(parsed) with { Device = parsed.GetRequiredValue(device) }, trunk, parsed.GetValue(unfold), whole is null ? null : CommonOptions.WeightsOf(whole));
    }

    private TrainingOutcome Resume(ParseResult parsed, TrainingRun<TModel> training) =>
        Given(parsed) is { } given
            ? throw new UsageException($"{given} cannot be changed with --resume: the run goes on with its own settings.")
            : training.Resume(parsed.IsGiven(settings.Iterations) ? parsed.GetValue(settings.Iterations) : null, parsed.IsGiven(device) ? parsed.GetValue(device) : null);

    // The first option that the command line itself names and that a run keeps from its beginning.
    private string? Given(ParseResult parsed) =>
        settings.All.Except([settings.Iterations]).Concat([weights, initFrom, unfold, force]).FirstOrDefault(parsed.IsGiven)?.Name;
}
