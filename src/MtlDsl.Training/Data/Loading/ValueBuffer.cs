using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>Gathers the labels of a regression head.</summary>
internal sealed class ValueBuffer(int slots, int index, RegressionHead head, SampleRenderer renderer) : HeadBuffer(slots)
{
    private readonly int length = head.Channels * renderer.PixelCount;
    private readonly float[] values = new float[slots * head.Channels * renderer.PixelCount];
    private readonly long[] shape = [slots, head.Channels, renderer.Size.Height, renderer.Size.Width];

    /// <inheritdoc/>
    protected override void Clear(int slot) => Slot(slot).Fill(float.NaN);

    /// <inheritdoc/>
    protected override bool Write(int slot, Sample sample)
    {
        if (!sample.IsLabelled(index))
            return false;
        renderer.RenderValues(sample, index, Slot(slot));
        return true;
    }

    /// <inheritdoc/>
    protected override HeadTargets Copy() => new RegressionTargets(tensor(values, shape, device: CPU).DetachFromDisposeScope());

    private Span<float> Slot(int slot) => values.AsSpan(slot * length, length);
}
