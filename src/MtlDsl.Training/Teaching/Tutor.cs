using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Data;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>
/// Answers for images that have no label for a task, by networks that have learnt this task alone (Li and Bilen, "Knowledge Distillation for
/// Multi-task Learning", 2020): so a head meets the images of all data sets, and not only of those that label it. See docs/decisions/0009.
/// </summary>
internal sealed class Tutor : IDisposable
{
    private readonly IMultitaskModel model;
    private readonly Dictionary<string, Teacher> teachers = [];

    /// <param name="model">The network that learns.</param>
    /// <param name="create">Makes another of its kind, for a teacher.</param>
    /// <param name="files">The teachers' weights by the names of its heads.</param>
    /// <exception cref="CheckpointException">A file is missing, damaged or of another network.</exception>
    public Tutor(IMultitaskModel model, Func<IMultitaskModel> create, IReadOnlyDictionary<string, string> files)
    {
        this.model = model;
        try
        {
            foreach (var head in model.Architecture.Heads)
                if (files.TryGetValue(head.Name, out var file))
                {
                    var teacher = create();
                    teachers.Add(head.Name, new Teacher(teacher, head));
                    NetworkWeights.Load(file, teacher);
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
        var heads = model.Architecture.Heads;
        for (var i = 0; i < heads.Count; i++)
        {
            var task = heads[i].Name;
            if (!teachers.TryGetValue(task, out var teacher))
                continue;
            using var unlabelled = LabelledRows.Without(batch, i);
            if (teacher.Distance(batch.Images, outputs, unlabelled) is not { } distance)
                continue;
            taught[task] = taught.TryGetValue(task, out var loss)
                ? loss with { Value = loss.Value + distance }
                : new TaskLoss(task, distance, model.LossWeights[i]);
        }
        return [.. heads.Where(head => taught.ContainsKey(head.Name)).Select(head => taught[head.Name])];
    }

    public void Dispose()
    {
        foreach (var teacher in teachers.Values)
            teacher.Dispose();
    }
}
