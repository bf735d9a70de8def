using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>Greedy non-maximum suppression: of boxes that overlap, the one with the highest score stays.</summary>
public static class NonMaximumSuppression
{
    /// <summary>Selects boxes of one class; the same as <c>torchvision.ops.nms</c>.</summary>
    /// <param name="boxes">The boxes, in any unit.</param>
    /// <param name="scores">A score a box.</param>
    /// <param name="overlap">A box is dropped if its overlap with a kept one, as a float, is more than this.</param>
    /// <param name="kept">Receives the indices of the kept boxes, by falling score (equal scores: by index); as long as the boxes.</param>
    /// <returns>The number of boxes kept.</returns>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static int Select(ReadOnlySpan<Box> boxes, ReadOnlySpan<float> scores, double overlap, Span<int> kept)
    {
        if (scores.Length != boxes.Length || kept.Length < boxes.Length)
            throw new ArgumentException(
                $"{boxes.Length} boxes take as many scores and places for results, not {scores.Length} and {kept.Length}.");
        var memory = ArrayPool<ulong>.Shared.Rent(boxes.Length);
        var keys = memory.AsSpan(0, boxes.Length);
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ScoreOrder.Key(scores[i], i);
        keys.Sort();
        for (var i = 0; i < keys.Length; i++)
            kept[i] = ScoreOrder.Index(keys[i]);
        ArrayPool<ulong>.Shared.Return(memory);
        return Select(boxes, kept[..boxes.Length], overlap);
    }

    /// <summary>
    /// The same over indices that are in order of falling score already: moves those of the kept boxes to the front, returns their number.
    /// </summary>
    internal static int Select(ReadOnlySpan<Box> boxes, Span<int> order, double overlap)
    {
        var limit = LargestNotAbove(overlap);
        var memory = ArrayPool<float>.Shared.Rent(BoxPlanes.Floats(order.Length));
        var planes = new BoxPlanes(memory, order.Length);
        var count = 0;
        foreach (var index in order)
        {
            if (planes.AnyOverlap(boxes[index], count, limit))
                continue;
            planes.Set(count, boxes[index]);
            order[count++] = index;
        }
        ArrayPool<float>.Shared.Return(memory);
        return count;
    }

    /// <summary>What stands for a limit among floats: a float exceeds the limit where it exceeds this one.</summary>
    internal static float LargestNotAbove(double limit)
    {
        var nearest = (float)limit;
        return nearest > limit ? MathF.BitDecrement(nearest) : nearest;
    }
}
