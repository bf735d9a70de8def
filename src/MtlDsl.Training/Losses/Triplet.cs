using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Losses;

/// <summary>
/// Triplet loss with the hardest examples of the batch (Hermans et al., 2017): every image is to lie nearer, by a margin, to the farthest
/// image of its identity than to the nearest one of another; the mean over the images that have both.
/// </summary>
public static class Triplet
{
    /// <summary>Compares the distances of embeddings.</summary>
    /// <param name="embeddings">N x size.</param>
    /// <param name="identities">N, int64; <see cref="Data.EmbeddingTargets.Unlabelled"/> where an image has none.</param>
    /// <param name="margin">How much nearer, in Euclidean distance.</param>
    /// <returns>A scalar; exactly zero, with zero gradients, where no image has both one of its identity and one of another.</returns>
    public static Tensor Compute(Tensor embeddings, Tensor identities, double margin)
    {
        using var scope = NewDisposeScope();
        // The hardest examples are those of the whole batch.
        (embeddings, identities) = (LossNormalization.Gather(embeddings), LossNormalization.Gather(identities));
        var (anchors, same, other) = HardestTriplets(embeddings.detach(), identities);
        var anchor = embeddings.index_select(0, anchors);
        var farthest = (anchor - embeddings.index_select(0, same)).norm(1);
        var nearest = (anchor - embeddings.index_select(0, other)).norm(1);
        var losses = (farthest - nearest + margin).relu();
        return (losses.sum() / Math.Max(losses.numel(), 1)).MoveToOuterDisposeScope();
    }

    private static (Tensor Anchors, Tensor Same, Tensor Other) HardestTriplets(Tensor embeddings, Tensor identities)
    {
        using var off = no_grad();
        var distances = (embeddings.unsqueeze(0) - embeddings.unsqueeze(1)).square().sum(2);
        var known = identities.ne(Data.EmbeddingTargets.Unlabelled);
        var pairs = known.unsqueeze(0).logical_and(known.unsqueeze(1));
        var equal = identities.unsqueeze(0).eq(identities.unsqueeze(1));
        var itself = eye(identities.shape[0], dtype: ScalarType.Bool, device: identities.device);
        var isSame = pairs.logical_and(equal).logical_and(itself.logical_not());
        var isOther = pairs.logical_and(equal.logical_not());

        var anchors = isSame.any(1).logical_and(isOther.any(1)).nonzero().view(-1);
        var same = distances.masked_fill(isSame.logical_not(), -1).argmax(1);
        var other = distances.masked_fill(isOther.logical_not(), double.PositiveInfinity).argmin(1);
        return (anchors, same.index_select(0, anchors), other.index_select(0, anchors));
    }
}
