using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>
/// A batch while it is gathered, in memory that is used again for a later batch. Different slots may be written by different threads.
/// </summary>
internal sealed class BatchBuffer
{
    private readonly SampleRenderer renderer;
    private readonly float[] images;
    private readonly HeadBuffer[] heads;
    private readonly long[] shape;

    /// <summary>Makes room for a batch.</summary>
    public BatchBuffer(Architecture architecture, int slots)
    {
        renderer = new SampleRenderer(architecture);
        images = new float[slots * renderer.ImageLength];
        heads = [.. architecture.Heads.Select((head, index) => HeadBuffer.For(head, index, slots, renderer))];
        shape = [slots, 3, renderer.Size.Height, renderer.Size.Width];
    }

    /// <summary>Renders a sample into a slot.</summary>
    public void Fill(int slot, Sample sample)
    {
        renderer.RenderImage(sample, images.AsSpan(slot * renderer.ImageLength, renderer.ImageLength));
        foreach (var head in heads)
            head.Fill(slot, sample);
    }

    /// <summary>Copies what was gathered into tensors that belong to the batch alone, whatever dispose scope is open.</summary>
    /// <param name="always">Whether heads get targets that no image labels.</param>
    public Batch ToBatch(bool always) =>
        new(tensor(images, shape, device: CPU).DetachFromDisposeScope(), [.. heads.Select(head => head.ToTargets(always))]);
}
