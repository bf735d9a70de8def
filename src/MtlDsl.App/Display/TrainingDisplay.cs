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
    private ProgressTask? bar;
    private TrainingProgress? last;

    private TrainingDisplay(Screen screen) => this.screen = screen;

    /// <summary>Runs a training under the display.</summary>
    public static TrainingOutcome Run(Screen screen, int iterations, int done, Func<ITrainingObserver, TrainingOutcome> train)
    {
        var display = new TrainingDisplay(screen);
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
        last = progress;
        if (bar is not null)
            bar.Value = progress.Iteration;
        else if (progress.Iteration % Math.Max(progress.Iterations / PlainLines, 1) == 0 || progress.Iteration == progress.Iterations)
            screen.Line($"{progress.Iteration,6}/{progress.Iterations}  {Status(progress)}");
    }

    public void Evaluated(int iteration, EvaluationResult result, bool isBest) =>
        screen.Line($"after {iteration}: {ResultTables.Summary(result)}{(isBest ? "  (best so far)" : "")}");

    private static string Status(TrainingProgress progress)
    {
        var losses = string.Join("  ", progress.Tasks.Where(task => !double.IsNaN(task.Loss)).Select(task => string.Create(
            CultureInfo.InvariantCulture, $"{task.Task} {task.Loss:0.000}{(progress.Peaked.Contains(task.Task) ? " held" : "")}")));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"loss {losses}  lr {progress.LearningRate:0.00000}  {progress.ImagesPerSecond:0.0} images/s  {progress.TimeLeft:hh\\:mm\\:ss} left");
    }

    private sealed class StatusColumn(TrainingDisplay display) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(display.last is { } progress ? Status(progress) : "reading data");
    }
}
