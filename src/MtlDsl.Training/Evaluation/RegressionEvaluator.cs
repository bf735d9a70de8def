using MtlDsl.Metrics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Errors of a regression head, at the images' own sizes.</summary>
internal sealed class RegressionEvaluator(RegressionHead head, PixelSize input) : HeadEvaluator
{
    private readonly RegressionErrors errors = new();

    public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels)
    {
        var truth = ((ValueLabels)labels).Values;
        var size = MapSize.Of(head, outputs[0].Length, head.Channels, input);
        errors.Add(truth.Values, ValueMaps.Resize(outputs[0], head.Channels, size, truth.Size).Values);
    }

    public override HeadResult Finish() =>
        new RegressionResult(head.Name, errors.Close, errors.MeanAbsolute, errors.RootMeanSquare, errors.MeanRelative)
        {
            MeanSquareRelative = errors.MeanSquareRelative,
            RootMeanSquareLog = errors.RootMeanSquareLog,
            CloseSquared = errors.Within(2),
            CloseCubed = errors.Within(3),
        };
}
