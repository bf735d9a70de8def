using MtlDsl.Metrics;
using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Evaluation;

/// <summary>Compares one head's outputs with the labels, image by image.</summary>
internal abstract class HeadEvaluator
{
    /// <param name="outputs">The head's outputs for one image.</param>
    /// <param name="image">The image with its labels.</param>
    /// <param name="labels">Its labels for the head.</param>
    public abstract void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels);

    public abstract HeadResult Finish();

    public static HeadEvaluator For(Head head, PixelSize input, DetectionOptions options) => head switch
    {
        DetectionHead detection => new DetectionEvaluator(detection, options),
        SegmentationHead segmentation => new SegmentationEvaluator(segmentation, input),
        _ => throw new ArgumentException($"The head '{head}' is of a kind that cannot be evaluated.", nameof(head)),
    };

    private sealed class DetectionEvaluator(DetectionHead head, DetectionOptions options) : HeadEvaluator
    {
        private readonly AveragePrecision precision = new(head.Classes.Count);

        public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels)
        {
            var found = DetectionDecoder.Decode(outputs[0], outputs[1], head.DefaultBoxes, head.Classes.Count, options);
            precision.Add(found, [.. ((ObjectLabels)labels).Objects.Select(o => new TrueObject(o.Class, o.Box, o.Difficult))]);
        }

        public override HeadResult Finish() => new DetectionResult(
            head.Name,
            precision.Mean(AveragePrecisionKind.Area),
            precision.Mean(AveragePrecisionKind.ElevenPoint),
            [.. head.Classes.Select((c, i) => new ClassPrecision(
                c.Name, precision.Objects(i), precision.Of(i, AveragePrecisionKind.Area), precision.Of(i, AveragePrecisionKind.ElevenPoint)))]);
    }

    private sealed class SegmentationEvaluator(SegmentationHead head, PixelSize input) : HeadEvaluator
    {
        private readonly ConfusionMatrix confusion = new(head.Classes.Count, SegmentationTargets.Ignored);

        public override void Add(IReadOnlyList<float[]> outputs, EvaluationImage image, HeadLabels labels) =>
            confusion.Add(
                ((PixelLabels)labels).Classes,
                ClassMaps.ArgMax(outputs[0], head.Classes.Count, ScoresSize(outputs[0].Length), image.Image.Size));

        // Heads answer at the image's size or at that of one of their maps, each half of the one before.
        private PixelSize ScoresSize(int length)
        {
            for (var (width, height) = (input.Width, input.Height); ; (width, height) = ((width + 1) / 2, (height + 1) / 2))
            {
                if (head.Classes.Count * width * height == length)
                    return new PixelSize(width, height);
                if (width == 1 && height == 1)
                    throw new ArgumentException(
                        $"The output of '{head}' has {length} values, which is no map of {head.Classes.Count} classes for an input of {input}.");
            }
        }

        public override HeadResult Finish() => new SegmentationResult(
            head.Name,
            confusion.MeanIoU,
            confusion.MeanAccuracy,
            confusion.PixelAccuracy,
            [.. head.Classes.Select((c, i) => new ClassOverlap(c.Name, confusion.IoU(i), confusion.Accuracy(i)))]);
    }
}
