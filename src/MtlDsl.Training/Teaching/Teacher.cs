using MtlDsl.Training.Losses;
using MtlDsl.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training;

/// <summary>A network that one head of another of its kind learns to answer like.</summary>
internal sealed class Teacher : IDisposable
{
    private readonly IMultitaskModel model;
    private readonly Head head;
    private readonly int first;

    /// <param name="model">The network, which is the teacher's from now on.</param>
    /// <param name="head">The head that it teaches.</param>
    public Teacher(IMultitaskModel model, Head head)
    {
        (this.model, this.head) = (model, head);
        first = model.Architecture.Heads.TakeWhile(other => other.Name != head.Name).Sum(other => other.OutputNames.Count);
        TensorLayout.ToChannelsLast(model.Module);
        model.Module.eval();
    }

    /// <summary>How far another network's answers are from its own.</summary>
    /// <param name="images">The images.</param>
    /// <param name="outputs">The other network's outputs for them, of all its heads.</param>
    /// <param name="rows">The images that count, as indices.</param>
    /// <returns>A scalar; null where no image counts, of those of all ranks.</returns>
    public Tensor? Distance(Tensor images, IReadOnlyList<Tensor> outputs, Tensor rows)
    {
        using var scope = NewDisposeScope();
        if (LossNormalization.Maximum(tensor((float)rows.shape[0], device: images.device)).ToDouble() == 0)
            return null;
        images = TensorLayout.ToChannelsLast(images.index_select(0, rows));
        List<Tensor> student = [.. Own(outputs).Select(output => output.index_select(0, rows))];
        // Networks need not take a batch of no images, which a rank may have.
        IReadOnlyList<Tensor> answers = student;
        if (images.shape[0] > 0)
            using (no_grad())
                answers = Own(model.Forward(images));
        return Distillation.Compute(head, student, answers).MoveToOuterDisposeScope();
    }

    public void Dispose() => model.Dispose();

    private List<Tensor> Own(IReadOnlyList<Tensor> outputs) => [.. outputs.Skip(first).Take(head.OutputNames.Count)];
}
