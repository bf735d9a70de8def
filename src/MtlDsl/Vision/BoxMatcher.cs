using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>
/// Decides which default box is trained to find which object (Liu et al., 2016, section 2.2): each object takes the default box that
/// overlaps it most, and every default box that overlaps an object by more than the limit takes the object that it overlaps most.
/// </summary>
public static class BoxMatcher
{
    private const int Nobody = -1;

    /// <summary>Matches the objects of one image.</summary>
    /// <param name="defaultBoxes">The head's default boxes.</param>
    /// <param name="objects">
    /// The objects with class index and box in fractions of the image. Objects marked as difficult are left out by the caller, as Pascal
    /// VOC asks. One that touches no default box is matched with none. Where two share their best default box the later one takes it.
    /// </param>
    /// <param name="overlap">The limit: 0.5 in SSD.</param>
    /// <param name="labels">A label a default box: 0 for background, else 1 + class index.</param>
    /// <param name="offsets">Four values a default box: the matched object as <see cref="BoxCoder"/> encodes it, 0 for background.</param>
    /// <exception cref="ArgumentException">A span's length is not that of the default boxes.</exception>
    public static void Match(
        DefaultBoxes defaultBoxes, ReadOnlySpan<(int Class, Box Box)> objects, float overlap, Span<long> labels, Span<float> offsets)
    {
        var count = defaultBoxes.Count;
        if (labels.Length != count || offsets.Length != 4 * count)
            throw new ArgumentException(
                $"{count} default boxes take {count} labels and {4 * count} offsets, not {labels.Length} and {offsets.Length}.");
        labels.Clear();
        offsets.Clear();
        if (objects.IsEmpty)
            return;

        var owners = ArrayPool<int>.Shared.Rent(count);
        var owner = owners.AsSpan(0, count);
        FindOwners(defaultBoxes, objects, overlap, owner);
        for (var i = 0; i < count; i++)
        {
            if (owner[i] == Nobody)
                continue;
            var (@class, box) = objects[owner[i]];
            labels[i] = 1 + @class;
            (offsets[4 * i], offsets[4 * i + 1], offsets[4 * i + 2], offsets[4 * i + 3]) = BoxCoder.Encode(box, defaultBoxes.Boxes[i]);
        }
        ArrayPool<int>.Shared.Return(owners);
    }

    // The index of the object that each default box takes.
    private static void FindOwners(
        DefaultBoxes defaultBoxes, ReadOnlySpan<(int Class, Box Box)> objects, float overlap, Span<int> owner)
    {
        var count = owner.Length;
        var memory = ArrayPool<float>.Shared.Rent(2 * count);
        var overlaps = memory.AsSpan(0, count);
        var largest = memory.AsSpan(count, count);
        owner.Fill(Nobody);
        largest.Fill(overlap);
        var favourites = objects.Length <= 256 ? stackalloc int[objects.Length] : new int[objects.Length];
        for (var index = 0; index < objects.Length; index++)
        {
            defaultBoxes.Planes.Overlaps(objects[index].Box, overlaps);
            var (favourite, most) = (Nobody, 0f);
            for (var i = 0; i < count; i++)
            {
                var value = overlaps[i];
                if (value > largest[i])
                    (largest[i], owner[i]) = (value, index);
                if (value > most)
                    (most, favourite) = (value, i);
            }
            favourites[index] = favourite;
        }
        // Only now: what an object takes as its best, no larger overlap of another object takes away.
        for (var index = 0; index < objects.Length; index++)
            if (favourites[index] != Nobody)
                owner[favourites[index]] = index;
        ArrayPool<float>.Shared.Return(memory);
    }
}
