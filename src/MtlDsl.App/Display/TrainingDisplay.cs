using System.Globalization;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MtlDsl.App.Display;

/// <summary>Shows how training goes: a bar on a terminal, else a line now and then.</summary>
internal sealed class TrainingDisplay : ITrainingObserver
{
    /// <summary>Lines that a whole training writes where there is no terminal.</summary>
    private const int PlainLines = 20;

    private readonly Screen screen;
    private readonly IReadOnlyList<string> tasks;
    private ProgressTask? bar;
    private TrainingProgress? last;

    private TrainingDisplay(Screen screen, IReadOnlyList<string> tasks) => (this.screen, this.tasks) = (screen, tasks);

    /// <summary>Runs a training under the display.</summary>
    /// <param name="screen">Where.</param>
    /// <param name="tasks">The heads that learn.</param>
    /// <param name="iterations">Steps to do in all.</param>
    /// <param name="done">Steps done.</param>
    /// <param name="train">The training; it tells the display how it goes.</param>
    public static TrainingOutcome Run(Screen screen, IReadOnlyList<string> tasks, int iterations, int done, Func<ITrainingObserver, TrainingOutcome> train)
    {
        var display = new TrainingDisplay(screen, tasks);
        if (!screen.IsTerminal)
            return train(display);
        return screen.Console.Progress()
            .AutoClear(false)
            .HideCompleted(false)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new StatusColumn(display))
            .Start(context =>
            {
                display.bar = context.AddTask("training", maxValue: iterations);
                display.bar.Value = done;
                return train(display);
            });
    }

    public void Stepped(TrainingProgress progress)
    {
        foreach (var task in progress.Peaked.Except(last?.Peaked ?? []))
            screen.Line($"{task} has peaked: from here on it is held to its best while the others learn");
        foreach (var task in progress.Diverging.Except(last?.Diverging ?? []))
            screen.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"The loss of {task} has grown to {Loss(progress, task):#,0.###}: training diverges. Lower the learning rate ({progress.LearningRate:G4} now), clip gradients or warm up longer"));
        last = progress;
        if (bar is not null)
            bar.Value = progress.Iteration;
        else if (progress.Iteration % Math.Max(progress.Iterations / PlainLines, 1) == 0 || progress.Iteration == progress.Iterations)
            screen.Line($"{progress.Iteration,6}/{progress.Iterations}  {Status(progress)}");
    }

    public void Evaluated(int iteration, EvaluationResult result, bool isBest) =>
        screen.Line($"after {iteration}: {ResultTables.Summary(result)}{(isBest ? "  (best so far)" : "")}");

    private static double Loss(TrainingProgress progress, string task) => progress.Tasks.First(other => other.Task == task).Loss;

    private string Status(TrainingProgress progress)
    {
        var losses = string.Join("  ", tasks.Select(task => $"{task} {Text(Loss(progress, task))}{(progress.Peaked.Contains(task) ? " held" : "")}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"loss {losses}  lr {progress.LearningRate:0.00000}  {progress.ImagesPerSecond:0.0} images/s  {progress.TimeLeft:hh\\:mm\\:ss} left");
    }

    // A dash where no label was met yet.
    private static string Text(double loss) => double.IsNaN(loss) ? "-" : loss.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed class StatusColumn(TrainingDisplay display) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(display.last is { } progress ? display.Status(progress) : "reading data");
    }
}
