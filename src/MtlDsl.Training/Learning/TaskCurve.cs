namespace MtlDsl.Training;

/// <summary>The scores of one task, or of all together, as training went on.</summary>
internal sealed class TaskCurve
{
    private readonly List<(int Iteration, double Score)> points = [];

    /// <summary>The measures in order.</summary>
    public IReadOnlyList<(int Iteration, double Score)> Points => points;

    /// <summary>The best score; NaN before the first.</summary>
    public double Best { get; private set; } = double.NaN;

    /// <summary>Steps done when it was measured.</summary>
    public int BestIteration { get; private set; }

    /// <summary>Measures since then.</summary>
    public int SinceBest { get; private set; }

    /// <summary>Adds a measure.</summary>
    /// <returns>Whether it is the best so far. The first is, whatever it is; one that is not a number never is.</returns>
    public bool Add(int iteration, double score)
    {
        points.Add((iteration, score));
        if (double.IsNaN(score) || score <= Best)
        {
            SinceBest++;
            return false;
        }
        (Best, BestIteration, SinceBest) = (score, iteration, 0);
        return true;
    }
}
