using MtlDsl.Training;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;

namespace MtlDsl.App.Report;

/// <summary>All that a report shows.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Iteration">Steps done.</param>
/// <param name="Iterations">Steps to do in all.</param>
/// <param name="Losses">Learning rate and losses of every step.</param>
/// <param name="Metrics">The measures of every evaluation.</param>
/// <param name="Latest">The last evaluation.</param>
/// <param name="Pictures">Examples of it.</param>
/// <param name="Settings">The training's settings as JSON.</param>
/// <param name="Processes">What the run ran on.</param>
internal sealed record ReportContent(
    Architecture Architecture, int Iteration, int Iterations, RunTable Losses, RunTable Metrics, EvaluationResult Latest,
    IReadOnlyList<ReportPicture> Pictures, string Settings, IReadOnlyList<RunEnvironment> Processes)
{
    /// <summary>What the finished network measured on images that had no part in its training; null where it was not.</summary>
    public EvaluationResult? Test { get; init; }

    /// <summary>Whether the network is measured on the test images while it learns, and its best weights are chosen by them.</summary>
    public bool ChoosesOnTest { get; init; }

    /// <summary>The images that it is measured on while it learns.</summary>
    public string MeasuredImages => ChoosesOnTest ? "test images" : "validation images";

    /// <summary>Brings together what the files of a run hold and what only the process knows.</summary>
    public static ReportContent Of(
        RunFolder folder, Architecture architecture, int iteration, int iterations, EvaluationResult latest, IReadOnlyList<ReportPicture> pictures) => new(
        architecture, iteration, iterations, RunTable.Read(folder.Log), RunTable.Read(folder.Metrics), latest, pictures,
        File.Exists(folder.Settings) ? File.ReadAllText(folder.Settings) : "{}", RunEnvironment.Load(folder));

    /// <summary>How a head's first measure went; empty where it was never taken.</summary>
    public IReadOnlyList<(double X, double Y)> ScoreCurve(HeadResult head)
    {
        for (var column = 0; column < Metrics.Columns.Count; column++)
            if (Metrics.Columns[column] == $"{head.Head} {head.Measurements[0].Name}")
                return Metrics.Curve(column);
        return [];
    }
}
