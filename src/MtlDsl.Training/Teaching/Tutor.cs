using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Answers for images that have no label for a task, by networks that have learnt this task alone (Li and Bilen, "Knowledge Distillation for
/// Multi-task Learning", 2020): so a head meets the images of all data sets, and not only of those that label it. See docs/decisions/0009.
/// </summary>
internal sealed class Tutor : IDisposable
{
    private readonly IReadOnlyList<Head> heads;
    private readonly Dictionary<string, IMultitaskModel> teachers = [];
    private readonly Dictionary<string, double> declaredWeights = [];

    /// <param name="model">The network that learns.</param>
    /// <param name="create">Makes another of its kind, for a teacher.</param>
    /// <param name="files">The teachers' weights by the names of heads.</param>
    /// <exception cref="ArgumentException">The network has no such head.</exception>
    /// <exception cref="CheckpointException">A file is missing, damaged or of another network.</exception>
    public Tutor(IMultitaskModel model, Func<IMultitaskModel> create, IReadOnlyDictionary<string, string> files)
    {
        heads = model.Architecture.Heads;
        try
        {
            foreach (var (head, file) in files)
            {
                if (heads.All(other => other.Name != head))
                    throw new ArgumentException($"{nameof(TrainingOptions.Teachers)} names '{head}'; the heads of {model.Architecture.Name} are {string.Join(", ", heads)}.");
                var teacher = create();
                teachers.Add(head, teacher);
                NetworkWeights.Load(file, teacher);
                TensorLayout.ToChannelsLast(teacher.Module);
                teacher.Module.eval();
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether a task has a teacher.</summary>
    public bool Teaches(string task) => teachers.ContainsKey(task);

    /// <summary>Adds to the loss of each task that has a teacher how far the answers are from the teacher's where there is no label.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="outputs">The network's outputs for it.</param>
    /// <param name="losses">The losses by the labels.</param>
    public IReadOnlyList<TaskLoss> Apply(Batch batch, IReadOnlyList<Tensor> outputs, IReadOnlyList<TaskLoss> losses)
    {
        var taught = losses.ToDictionary(loss => loss.Task);
        foreach (var loss in losses)
            declaredWeights[loss.Task] = loss.Weight;
        var first = 0;
        for (var i = 0; i < heads.Count; i++)
        {
            var head = heads[i];
            var own = head.OutputNames.Count;
            if (teachers.TryGetValue(head.Name, out var teacher) && Distance(head, teacher, batch, batch.Targets[i], outputs, first) is { } distance)
                taught[head.Name] = taught.TryGetValue(head.Name, out var loss)
                    ? loss with { Value = loss.Value + distance }
                    : new TaskLoss(head.Name, distance, declaredWeights.GetValueOrDefault(head.Name, 1));
            first += own;
        }
        return [.. heads.Where(head => taught.ContainsKey(head.Name)).Select(head => taught[head.Name])];
    }

    public void Dispose()
    {
        foreach (var teacher in teachers.Values)
            teacher.Dispose();
    }

    // Null where every image is labelled.
    private static Tensor? Distance(Head head, IMultitaskModel teacher, Batch batch, HeadTargets? targets, IReadOnlyList<Tensor> outputs, int first)
    {
        using var scope = NewDisposeScope();
        var own = head.OutputNames.Count;
        IReadOnlyList<Tensor> answers;
        Tensor unlabelled;
        using (no_grad())
        {
            unlabelled = targets is null ? arange(batch.Count, device: batch.Images.device) : targets.LabelledRows().logical_not().nonzero().flatten();
            if (unlabelled.shape[0] == 0)
                return null;
            answers = [.. teacher.Forward(TensorLayout.ToChannelsLast(batch.Images.index_select(0, unlabelled))).Skip(first).Take(own)];
        }
        return Distillation.Compute(head, [.. outputs.Skip(first).Take(own).Select(output => output.index_select(0, unlabelled))], answers).MoveToOuterDisposeScope();
    }
}
