namespace MtlDsl.Vision;

/// <summary>
/// Keys that sort as integers do by falling score and, among equal scores, by rising index: a stable order from an unstable sort, and
/// one that does not depend on the machine.
/// </summary>
internal static class ScoreOrder
{
    /// <summary>The key of an item.</summary>
    public static ulong Key(float score, int index)
    {
        var bits = BitConverter.SingleToUInt32Bits(score);
        // Rising order of the bits is the order of positive floats; negative ones lie above them and run backwards.
        var rising = (bits & 0x80000000) == 0 ? bits | 0x80000000 : ~bits;
        return (ulong)~rising << 32 | (uint)index;
    }

    /// <summary>The score that a key was made from.</summary>
    public static float Score(ulong key)
    {
        var rising = ~(uint)(key >> 32);
        return BitConverter.UInt32BitsToSingle((rising & 0x80000000) != 0 ? rising & 0x7FFFFFFF : ~rising);
    }

    /// <summary>The index that a key was made from.</summary>
    public static int Index(ulong key) => (int)(uint)key;

    /// <summary>Brings the first <paramref name="count"/> keys in their order to the front, in order; the rest follow in any order.</summary>
    public static void SortFirst(Span<ulong> keys, int count)
    {
        var rest = keys;
        var wanted = count;
        // Quickselect: halve until the border between wanted and unwanted keys is found.
        while (wanted > 0 && wanted < rest.Length)
        {
            var split = Partition(rest);
            if (wanted <= split)
                rest = rest[..split];
            else
            {
                rest = rest[split..];
                wanted -= split;
            }
        }
        keys[..Math.Min(count, keys.Length)].Sort();
    }

    // Hoare's partition: afterwards no key of the first part is larger than one of the second, and neither part is empty.
    private static int Partition(Span<ulong> keys)
    {
        var pivot = keys[(keys.Length - 1) / 2];
        var (i, j) = (-1, keys.Length);
        while (true)
        {
            do i++; while (keys[i] < pivot);
            do j--; while (keys[j] > pivot);
            if (i >= j)
                return j + 1;
            (keys[i], keys[j]) = (keys[j], keys[i]);
        }
    }
}
