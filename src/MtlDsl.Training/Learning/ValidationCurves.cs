using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Evaluation;

namespace MtlDsl.Training;

/// <summary>How each task and the whole network measured as training went on.</summary>
internal sealed class ValidationCurves(IEnumerable<string> tasks) : IResumable
{
    private const string Prefix = "curve.", Whole = "";

    private readonly Dictionary<string, TaskCurve> curves = tasks.Append(Whole).ToDictionary(task => task, _ => new TaskCurve());

    /// <summary>Of the mean of all tasks.</summary>
    public TaskCurve Overall => curves[Whole];

    /// <summary>Steps done at the last measure; null before the first.</summary>
    public int? Last => Overall.Points.Count > 0 ? Overall.Points[^1].Iteration : null;

    /// <summary>Of a head.</summary>
    public TaskCurve this[string task] => curves[task];

    /// <summary>Adds a measure.</summary>
    /// <returns>The heads that were never better, and whether the network as a whole was not.</returns>
    public (IReadOnlyList<string> BestTasks, bool IsBest) Add(int iteration, EvaluationResult result)
    {
        var best = result.Heads.Where(head => curves[head.Head].Add(iteration, head.Score)).Select(head => head.Head).ToList();
        return (best, Overall.Add(iteration, result.Score));
    }

    public IEnumerable<TensorToStore> Save() => curves.Select(item => TensorStorage.NumbersToStore(
        Prefix + item.Key, [.. item.Value.Points.SelectMany(point => new[] { point.Iteration, point.Score })]));

    public void Restore(StateFile checkpoint)
    {
        foreach (var (task, curve) in curves)
            foreach (var point in checkpoint[Prefix + task].ReadDoubles().Chunk(2))
                curve.Add((int)point[0], point[1]);
    }
}
