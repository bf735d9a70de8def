using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>Gathers the labels of a segmentation head.</summary>
internal sealed class PixelBuffer(int slots, int head, SampleRenderer renderer) : HeadBuffer(slots)
{
    private readonly long[] labels = new long[slots * renderer.PixelCount];
    private readonly long[] shape = [slots, renderer.Size.Height, renderer.Size.Width];

    /// <inheritdoc/>
    protected override void Clear(int slot) => Slot(slot).Fill(SegmentationTargets.Ignored);

    /// <inheritdoc/>
    protected override bool Write(int slot, Sample sample)
    {
        if (!sample.IsLabelled(head))
            return false;
        renderer.RenderPixels(sample, head, Slot(slot));
        return true;
    }

    /// <inheritdoc/>
    protected override HeadTargets Copy() => new SegmentationTargets(tensor(labels, shape, device: CPU).DetachFromDisposeScope());

    private Span<long> Slot(int slot) => labels.AsSpan(slot * renderer.PixelCount, renderer.PixelCount);
}
