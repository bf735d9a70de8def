using MtlDsl.Deployment;
using MtlDsl.Imaging;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;
using MtlDsl.Vision;

namespace MtlDsl.App.Report;

/// <summary>Writes the page of a run at every evaluation.</summary>
/// <param name="folder">Where the run is kept.</param>
/// <param name="architecture">The network.</param>
/// <param name="iterations">Steps to do in all.</param>
/// <param name="images">Images of an evaluation.</param>
/// <param name="choosesOnTest">Whether these are the test images.</param>
/// <param name="events">Gets the first pictures too.</param>
internal sealed class RunReport(
    RunFolder folder, Architecture architecture, int iterations, int images, bool choosesOnTest, EventLog events) : ITrainingObserver
{
    private const int MostPictures = 4, MostEventPictures = 2;
    private const float LeastScore = 0.3f;

    private readonly List<ReportPicture> pictures = [];
    private int seen;
    private ReportContent? content;

    /// <summary>Begins an evaluation.</summary>
    public void Begin()
    {
        pictures.Clear();
        seen = 0;
    }

    /// <summary>Looks at an image of the evaluation with the network's outputs; a few, from all over it, become pictures.</summary>
    public void See(EvaluationImage image, IReadOnlyList<float[]> outputs)
    {
        if (pictures.Count < MostPictures && seen++ >= (long)images * pictures.Count / MostPictures)
            pictures.Add(Draw(image, outputs));
    }

    /// <inheritdoc/>
    public void Stepped(TrainingProgress progress)
    {
    }

    /// <inheritdoc/>
    /// <exception cref="CheckpointException">The page cannot be written.</exception>
    public void Evaluated(int iteration, EvaluationResult result, bool isBest)
    {
        foreach (var picture in pictures.Take(MostEventPictures))
            events.AddImage(iteration, $"examples/{picture.Name}", picture.Size, picture.Jpeg);
        Write(ReportContent.Of(folder, architecture, iteration, iterations, result, [.. pictures]) with { ChoosesOnTest = choosesOnTest });
    }

    /// <summary>Adds what the finished network measured on the test images.</summary>
    /// <exception cref="CheckpointException">The page cannot be written.</exception>
    public void Tested(EvaluationResult result)
    {
        if (content is not null)
            Write(content with { Test = result });
    }

    private void Write(ReportContent written)
    {
        content = written;
        AtomicFile.Write(folder.Report, ReportPage.Write(written));
    }

    private ReportPicture Draw(EvaluationImage image, IReadOnlyList<float[]> outputs)
    {
        var found = HeadPredictions.Decode(architecture, outputs, image.Image.Size, new DetectionOptions(ScoreThreshold: LeastScore));
        var picture = ContactSheet.Row(
            [PredictionPicture.Draw(image.Image, LabelledPredictions.Of(architecture, image)), PredictionPicture.Draw(image.Image, found)]);
        return new ReportPicture(image.Id, picture.Size, ImageFile.ToJpeg(picture));
    }
}
