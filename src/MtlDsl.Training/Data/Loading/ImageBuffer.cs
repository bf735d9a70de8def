using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>Gathers labels of whole images, a number each: classes or identities.</summary>
/// <param name="slots">Images a batch.</param>
/// <param name="number">Reads the number of a label.</param>
/// <param name="targets">Makes targets of the numbers; -1 stands for an image without a label.</param>
internal sealed class ImageBuffer(int slots, Func<HeadLabels, long> number, Func<Tensor, HeadTargets> targets) : HeadBuffer(slots)
{
    private const long Unlabelled = -1;

    private readonly long[] labels = new long[slots];

    /// <inheritdoc/>
    protected override void Clear(int slot) => labels[slot] = Unlabelled;

    /// <inheritdoc/>
    protected override void Write(int slot, View view, HeadLabels headLabels) => labels[slot] = number(headLabels);

    /// <inheritdoc/>
    protected override HeadTargets Copy() => targets(tensor(labels).DetachFromDisposeScope());
}
