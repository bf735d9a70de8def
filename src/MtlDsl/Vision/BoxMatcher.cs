using System.Buffers;

namespace MtlDsl.Vision;

/// <summary>
/// Decides which default box is trained to find which object (Liu et al., 2016, section 2.2): each object takes a default box of its own, the best
/// pairs first, as in Caffe's SSD; then every other default box that overlaps an object by more than the limit takes the object that it overlaps most.
/// </summary>
public static class BoxMatcher
{
    private const int Nobody = -1;

    // Greater than every key.
    private const ulong None = ulong.MaxValue;

    /// <summary>Matches the objects of one image.</summary>
    /// <param name="defaultBoxes">The head's default boxes.</param>
    /// <param name="objects">
    /// The objects with class index and box in fractions of the image. Objects marked as difficult are left out by the caller, as Pascal
    /// VOC asks. One that touches no default box, or only such as others have taken, is matched with none.
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
        var favourites = new ulong[objects.Length];
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
            favourites[index] = favourite == Nobody ? None : ScoreOrder.Key(most, favourite);
        }
        // Only now: what an object takes as its own, no larger overlap of another object takes away.
        GiveOwn(defaultBoxes, objects, favourites, overlaps, owner);
        ArrayPool<float>.Shared.Return(memory);
    }

    /// <summary>
    /// Gives objects a default box of their own: the pair that overlaps most of all whose object and default box are free, until there is none. No object
    /// overlaps a free default box more than its favourite, so the greatest of the favourites, where it is free, is that pair.
    /// </summary>
    /// <param name="defaultBoxes">The default boxes.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="favourites">The default box that overlaps each object most as a key of <see cref="ScoreOrder"/>; used up.</param>
    /// <param name="overlaps">Memory for a value a default box.</param>
    /// <param name="owner">Receives the objects at the default boxes that they take.</param>
    private static void GiveOwn(
        DefaultBoxes defaultBoxes, ReadOnlySpan<(int Class, Box Box)> objects, Span<ulong> favourites, Span<float> overlaps, Span<int> owner)
    {
        var taken = new HashSet<int>(objects.Length);
        var others = new Queue<ulong>?[objects.Length];
        while (Smallest(favourites) is var best && favourites[best] is var favourite and not None)
        {
            if (taken.Add(ScoreOrder.Index(favourite)))
            {
                owner[ScoreOrder.Index(favourite)] = best;
                favourites[best] = None;
                continue;
            }
            if (others[best] is null)
                defaultBoxes.Planes.Overlaps(objects[best].Box, overlaps);
            var rest = others[best] ??= new(Ranking(overlaps, objects.Length));
            do
                favourites[best] = rest.TryDequeue(out var next) ? next : None;
            while (favourites[best] != None && taken.Contains(ScoreOrder.Index(favourites[best])));
        }
    }

    private static int Smallest(ReadOnlySpan<ulong> keys)
    {
        var smallest = 0;
        for (var i = 1; i < keys.Length; i++)
            if (keys[i] < keys[smallest])
                smallest = i;
        return smallest;
    }

    // The default boxes that overlap an object by falling overlap, no more than there are objects: the others cannot take them all.
    private static ulong[] Ranking(ReadOnlySpan<float> overlaps, int objects)
    {
        var memory = ArrayPool<ulong>.Shared.Rent(overlaps.Length);
        var count = 0;
        for (var i = 0; i < overlaps.Length; i++)
            if (overlaps[i] > 0)
                memory[count++] = ScoreOrder.Key(overlaps[i], i);
        var kept = Math.Min(objects, count);
        ScoreOrder.SortFirst(memory.AsSpan(0, count), kept);
        var ranking = memory.AsSpan(0, kept).ToArray();
        ArrayPool<ulong>.Shared.Return(memory);
        return ranking;
    }
}
