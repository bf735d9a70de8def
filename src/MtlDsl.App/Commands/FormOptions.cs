using System.CommandLine;

namespace MtlDsl.App.Commands;

/// <summary>Options that say in which form an exported network takes images and gives its outputs.</summary>
internal sealed class FormOptions
{
    private static readonly SuppressionForm Usual = new();

    private readonly Option<ImageForm> input = new("--input")
    {
        Description = "Planes takes normalised values, Pixels an image's own bytes, which the network normalises (JetPack 6)",
        HelpName = "FORM",
    };

    private readonly Option<bool> softmax = new("--softmax") { Description = "Give class probabilities in place of scores" };
    private readonly Option<bool> argmax = new("--argmax") { Description = "Give the class of every pixel in place of a segmentation's scores" };
    private readonly Option<bool> boxes = new("--boxes") { Description = "Give the corners of boxes in place of offsets from default boxes" };
    private readonly Option<bool> suppression = new("--nms") { Description = "Give the detections that suppression leaves, the best first (JetPack 5)" };
    private readonly Option<float> score = CommonOptions.Share("--nms-score", "Least score of a detection with --nms", Usual.ScoreThreshold);
    private readonly Option<double> overlap = CommonOptions.Share("--nms-overlap", "Overlap above which the weaker box of a class is dropped with --nms", Usual.Overlap);
    private readonly Option<int> best = CommonOptions.Positive("--nms-best", "Detections an image with --nms", Usual.Best);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[input, softmax, argmax, boxes, suppression, score, overlap, best])
            command.Add(option);
    }

    /// <exception cref="UsageException">Suppression is set and not asked for.</exception>
    public NetworkForm Read(ParseResult parsed)
    {
        var suppresses = parsed.GetValue(suppression);
        if (!suppresses && ((Option[])[score, overlap, best]).FirstOrDefault(option => parsed.IsGiven(option)) is { } unused)
            throw new UsageException($"{unused.Name} has no meaning without {suppression.Name}.");
        return new()
        {
            Image = parsed.GetValue(input),
            Probabilities = parsed.GetValue(softmax),
            ClassIndices = parsed.GetValue(argmax),
            Corners = parsed.GetValue(boxes),
            Suppression = suppresses ? new SuppressionForm(parsed.GetValue(score), parsed.GetValue(overlap), parsed.GetValue(best)) : null,
        };
    }
}
