using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The class of an image.</summary>
public sealed record ClassificationPrediction : HeadPrediction
{
    private readonly float[] probabilities;

    /// <summary>Keeps probabilities.</summary>
    /// <param name="head">The head.</param>
    /// <param name="probabilities">One for each of its classes, in their order; the array is not copied.</param>
    public ClassificationPrediction(ClassificationHead head, float[] probabilities) => (Head, this.probabilities) = (head, probabilities);

    /// <inheritdoc/>
    public override ClassificationHead Head { get; }

    /// <summary>The softmax of the class scores, in the order of the head's classes; they add up to 1.</summary>
    public IReadOnlyList<float> Probabilities => probabilities;

    /// <summary>The classes by falling probability; among equal ones the first comes first.</summary>
    public IEnumerable<(ClassInfo Class, float Probability)> Ranking =>
        Head.Classes.Zip(Probabilities).OrderByDescending(pair => pair.Second);

    internal override void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules)
    {
        var scores = outputs[first];
        if (rules.Form.Probabilities)
        {
            scores.CopyTo(probabilities);
            return;
        }
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += probabilities[i] = MathF.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++)
            probabilities[i] = (float)(probabilities[i] / sum);
    }
}
