using MtlDsl.Training.Losses;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training;

/// <summary>
/// How far a head's answers are from those of a teacher (Hinton et al., "Distilling the Knowledge in a Neural Network", 2015; of a head that
/// is to stay what it was: Li and Hoiem, "Learning without Forgetting", 2016). Each is zero where both agree, and scaled as the head's usual
/// loss is, so that it can take its place.
/// </summary>
internal static class Distillation
{
    /// <summary>Compares a head's raw outputs.</summary>
    /// <param name="head">The head.</param>
    /// <param name="student">Its outputs, with gradients; of no images, where other ranks have some.</param>
    /// <param name="teacher">The teacher's, in the same order.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Compute(Head head, IReadOnlyList<Tensor> student, IReadOnlyList<Tensor> teacher)
    {
        using var scope = NewDisposeScope();
        var loss = head switch
        {
            DetectionHead => Boxes(student, teacher),
            SegmentationHead or ClassificationHead => Mean(Divergence(student[0], teacher[0], dim: 1)),
            RegressionHead => Mean(F.smooth_l1_loss(student[0], teacher[0], nn.Reduction.None)),
            _ => Mean((student[0] - teacher[0]).square().sum(1)),
        };
        return loss.MoveToOuterDisposeScope();
    }

    // Divided by the boxes that the teacher takes for objects, as the multibox loss is by those that are matched.
    private static Tensor Boxes(IReadOnlyList<Tensor> student, IReadOnlyList<Tensor> teacher)
    {
        var objects = 1 - teacher[0].softmax(2).select(2, 0);
        var classes = Divergence(student[0], teacher[0], dim: 2).sum();
        var offsets = (F.smooth_l1_loss(student[1], teacher[1], nn.Reduction.None).sum(2) * objects).sum();
        return LossNormalization.Mean(classes + offsets, objects.sum(), least: 1);
    }

    private static Tensor Mean(Tensor values) => LossNormalization.Mean(values.sum(), values.numel());

    // The Kullback-Leibler divergence of the student's classes from the teacher's.
    private static Tensor Divergence(Tensor student, Tensor teacher, long dim)
    {
        var truth = teacher.log_softmax(dim);
        return (truth.exp() * (truth - student.log_softmax(dim))).sum(dim);
    }
}
