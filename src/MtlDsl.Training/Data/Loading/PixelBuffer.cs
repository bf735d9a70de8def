using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>Gathers the labels of a segmentation head.</summary>
internal sealed class PixelBuffer(int slots, SampleRenderer renderer) : HeadBuffer(slots)
{
    private readonly long[] labels = new long[slots * renderer.PixelCount];
    private readonly long[] shape = [slots, renderer.Size.Height, renderer.Size.Width];

    /// <inheritdoc/>
    protected override void Clear(int slot) => Slot(slot).Fill(SegmentationTargets.Ignored);

    /// <inheritdoc/>
    protected override void Write(int slot, View view, HeadLabels headLabels) =>
        renderer.RenderPixels(view, (PixelLabels)headLabels, Slot(slot));

    /// <inheritdoc/>
    protected override HeadTargets Copy() => new SegmentationTargets(tensor(labels, shape).DetachFromDisposeScope());

    private Span<long> Slot(int slot) => labels.AsSpan(slot * renderer.PixelCount, renderer.PixelCount);
}
