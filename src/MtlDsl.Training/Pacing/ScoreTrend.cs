namespace MtlDsl.Training;

/// <summary>
/// Whether a score that is measured again and again still rises. Single measures on a few images jump by chance, so means of the last few are
/// looked at, and a fall counts where chance does not explain it.
/// </summary>
/// <remarks>
/// Chance is told by how far measures that follow each other differ: for independent normal errors of deviation d, the median of these distances is
/// 0.954 d (0.6745 times the square root of 2), and a median does not mind the steep rise of the beginning. The difference of two means of w measures
/// then deviates by d times the square root of 2 / w.
/// </remarks>
internal sealed class ScoreTrend
{
    private const double MedianDistance = 0.954;

    private readonly double[] scores;
    private readonly double[] means;
    private readonly int window;
    private readonly int best;

    /// <param name="measures">All measures in order; what is no number is left out.</param>
    /// <param name="window">How many make a mean; the first measures have the mean of as many as there are.</param>
    public ScoreTrend(IEnumerable<double> measures, int window)
    {
        this.window = window;
        scores = [.. measures.Where(double.IsFinite)];
        means = [.. scores.Select((_, last) => scores[Math.Max(0, last + 1 - window)..(last + 1)].Average())];
        best = Array.IndexOf(means, means.DefaultIfEmpty().Max());
    }

    /// <summary>Whether the mean of the last measures was never as high before.</summary>
    public bool IsHighest => means.Length > 0 && best == means.Length - 1;

    /// <summary>Whether the mean of the last measures is below the highest one, of which it shares none.</summary>
    /// <param name="certainty">By more than so many times what it deviates by chance.</param>
    public bool HasFallen(double certainty) =>
        means.Length > 0 && means.Length - 1 - best >= window && means[best] - means[^1] > certainty * Deviation * Math.Sqrt(2.0 / window);

    private double Deviation
    {
        get
        {
            double[] distances = [.. scores.Skip(1).Zip(scores, (next, score) => Math.Abs(next - score)).Order()];
            var middle = distances.Length / 2;
            return (distances.Length % 2 == 1 ? distances[middle] : (distances[middle - 1] + distances[middle]) / 2) / MedianDistance;
        }
    }
}
