using MtlDsl.Vision;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>Gathers the labels of a detection head: matches every image's objects with the default boxes.</summary>
internal sealed class ObjectBuffer(int slots, int index, DetectionHead head) : HeadBuffer(slots)
{
    private readonly int slots = slots;
    private readonly int count = head.DefaultBoxes.Count;
    private readonly long[] labels = new long[slots * head.DefaultBoxes.Count];
    private readonly float[] offsets = new float[slots * head.DefaultBoxes.Count * 4];

    /// <inheritdoc/>
    protected override void Clear(int slot)
    {
        Labels(slot).Fill(DetectionTargets.Ignored);
        Offsets(slot).Clear();
    }

    /// <inheritdoc/>
    protected override bool Write(int slot, Sample sample)
    {
        if (SampleRenderer.RenderObjects(sample, index) is not { } seen)
            return false;
        (int Class, Box Box)[] objects = [.. seen.Where(o => !o.Difficult).Select(o => (o.Class, o.Box))];
        BoxMatcher.Match(head.DefaultBoxes, objects, head.MatchOverlap, Labels(slot), Offsets(slot));
        foreach (var difficult in seen.Where(o => o.Difficult))
            LeaveOut(difficult.Box, Labels(slot));
        return true;
    }

    /// <inheritdoc/>
    protected override HeadTargets Copy() => new DetectionTargets(
        tensor(labels, [slots, count], device: CPU).DetachFromDisposeScope(), tensor(offsets, [slots, count, 4], device: CPU).DetachFromDisposeScope());

    // A default box over a difficult object is asked neither to find it nor to deny it.
    private void LeaveOut(Box difficult, Span<long> slot)
    {
        var boxes = head.DefaultBoxes.Boxes;
        for (var i = 0; i < slot.Length; i++)
        {
            var (x, y, width, height) = boxes[i];
            var box = new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
            if (slot[i] == 0 && difficult.Overlap(box) > head.MatchOverlap)
                slot[i] = DetectionTargets.Ignored;
        }
    }

    private Span<long> Labels(int slot) => labels.AsSpan(slot * count, count);

    private Span<float> Offsets(int slot) => offsets.AsSpan(slot * count * 4, count * 4);
}
