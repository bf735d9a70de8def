namespace MtlDsl.Deployment;

/// <summary>The class of an image.</summary>
/// <param name="Head">The head.</param>
/// <param name="Probabilities">The softmax of the class scores, in the order of the head's classes; they add up to 1.</param>
public sealed record ClassificationPrediction(ClassificationHead Head, IReadOnlyList<float> Probabilities) : HeadPrediction
{
    /// <inheritdoc/>
    public override ClassificationHead Head { get; } = Head;

    /// <summary>The classes by falling probability; among equal ones the first comes first.</summary>
    public IEnumerable<(ClassInfo Class, float Probability)> Ranking =>
        Head.Classes.Zip(Probabilities).OrderByDescending(pair => pair.Second);

    internal static ClassificationPrediction Of(ClassificationHead head, ReadOnlySpan<float> scores)
    {
        var probabilities = new float[scores.Length];
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
            largest = Math.Max(largest, score);
        var sum = 0.0;
        for (var i = 0; i < scores.Length; i++)
            sum += probabilities[i] = MathF.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++)
            probabilities[i] = (float)(probabilities[i] / sum);
        return new(head, probabilities);
    }
}
