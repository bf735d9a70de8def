using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>
/// Gathers labels of whole images, a number each: classes or identities. A sample of several images has a label where all agree.
/// </summary>
/// <param name="slots">Images a batch.</param>
/// <param name="head">Index of the head in the architecture.</param>
/// <param name="number">Reads the number of a label.</param>
/// <param name="targets">Makes targets of the numbers; -1 stands for an image without a label.</param>
internal sealed class ImageBuffer(int slots, int head, Func<HeadLabels, long> number, Func<Tensor, HeadTargets> targets) : HeadBuffer(slots)
{
    private const long Unlabelled = -1;

    private readonly long[] labels = new long[slots];

    /// <inheritdoc/>
    protected override void Clear(int slot) => labels[slot] = Unlabelled;

    /// <inheritdoc/>
    protected override bool Write(int slot, Sample sample)
    {
        labels[slot] = sample.Tiles.Select(Number).Distinct().Count() == 1 ? Number(sample.Tiles[0]) : Unlabelled;
        return labels[slot] != Unlabelled;
    }

    /// <inheritdoc/>
    protected override HeadTargets Copy() => targets(tensor(labels, device: CPU).DetachFromDisposeScope());

    private long Number(Tile tile) => tile.Labels[head] is { } label ? number(label) : Unlabelled;
}
