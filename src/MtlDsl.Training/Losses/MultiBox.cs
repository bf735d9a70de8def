using MtlDsl.Training.Data;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace MtlDsl.Training.Losses;

/// <summary>
/// The loss of SSD (Liu et al., 2016): smooth L1 on the offsets of matched default boxes, softmax cross-entropy on these and on the
/// hardest of the others, divided by the number of matched boxes.
/// </summary>
public static class MultiBox
{
    /// <summary>Compares the two outputs of a detection head with matched labels.</summary>
    /// <param name="confidences">N x boxes x (1 + classes), before the softmax, the background first.</param>
    /// <param name="locations">N x boxes x 4, encoded offsets.</param>
    /// <param name="targets">The labels. Boxes labelled <see cref="DetectionTargets.Ignored"/> do not count.</param>
    /// <param name="negativeRatio">Unmatched boxes that count for each matched one, image by image: those that lose most.</param>
    /// <param name="locationWeight">Weight of the offsets' part.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where no box is matched.</returns>
    public static Tensor Compute(Tensor confidences, Tensor locations, DetectionTargets targets, double negativeRatio, double locationWeight)
    {
        using var scope = NewDisposeScope();
        var (images, boxes) = (targets.Labels.shape[0], targets.Labels.shape[1]);
        var positive = targets.Labels.gt(0);
        var matched = positive.sum(1).ToArray<long>();
        var rows = positive.view(-1).nonzero().view(-1);

        var losses = F.cross_entropy(
            confidences.reshape(images * boxes, -1), targets.Labels.view(-1),
            ignore_index: DetectionTargets.Ignored, reduction: nn.Reduction.None);
        var confidenceLoss = losses.index_select(0, rows).sum()
            + HardNegatives(losses.view(images, boxes), targets.Labels, matched, negativeRatio);
        var locationLoss = F.smooth_l1_loss(
            locations.reshape(-1, 4).index_select(0, rows), targets.Offsets.view(-1, 4).index_select(0, rows), nn.Reduction.Sum);

        var total = confidenceLoss + locationLoss * locationWeight;
        return LossNormalization.Mean(total, matched.Sum()).MoveToOuterDisposeScope();
    }

    private static Tensor HardNegatives(Tensor losses, Tensor labels, long[] matched, double ratio)
    {
        var boxes = losses.shape[1];
        var wanted = matched.Select(count => (int)Math.Min(Math.Ceiling(count * ratio), boxes)).ToArray();
        var most = wanted.Max();
        // No loss is below 0, so -1 marks the boxes that are no negatives: they come last.
        Tensor hardest;
        Tensor index;
        using (no_grad())
            (hardest, index) = losses.masked_fill(labels.ne(0), -1).topk(most, dim: 1);
        var kept = new float[wanted.Length * most];
        for (var image = 0; image < wanted.Length; image++)
            kept.AsSpan(image * most, wanted[image]).Fill(1);
        var mask = tensor(kept, wanted.Length, most, device: losses.device) * hardest.ge(0);
        return (losses.gather(1, index) * mask).sum();
    }
}
