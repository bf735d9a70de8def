using MtlDsl.App.Display;
using MtlDsl.Training;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.App;

/// <summary>Warns of heads that had nothing to learn from in the first epoch: their loss is zero, which looks well, and they stay as they started.</summary>
/// <param name="screen">Where the warning goes.</param>
/// <param name="heads">The heads that learn.</param>
/// <param name="stepsPerEpoch">Steps in which every image comes once.</param>
internal sealed class LabelWatch(Screen screen, IReadOnlyList<Head> heads, int stepsPerEpoch) : ITrainingObserver
{
    private IReadOnlyList<TaskProgress> tasks = [];
    private int steps;
    private bool isTold;

    public void Stepped(TrainingProgress progress)
    {
        tasks = progress.Tasks;
        if (++steps == stepsPerEpoch)
            Tell();
    }

    public void Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
    }

    /// <summary>Says it, if it was not said before.</summary>
    public void Tell()
    {
        if (isTold)
            return;
        isTold = true;
        foreach (var head in heads.Where(head => tasks.Any(task => task.Task == head.Name && double.IsNaN(task.Loss))))
            screen.Line($"warning: {head.Name} had nothing to learn from in {steps} steps and stays as it started: {Why(head)}; data check tells what the data sets label.");
    }

    private static string Why(Head head) => head switch
    {
        EmbeddingHead => "no batch held two images of one identity beside one of another, so give a larger --batch or more images of each identity",
        DetectionHead => "no image had an object",
        ClassificationHead => "no image had a class",
        _ => "no pixel had a label",
    };
}
