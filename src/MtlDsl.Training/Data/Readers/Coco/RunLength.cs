namespace MtlDsl.Training.Data;

/// <summary>
/// COCO's run-length encoding of a mask: lengths of runs, empty and full in turn, beginning with empty, down the columns. Compressed, each
/// length (from the third on its difference to the length two before) is written in groups of five bits, the lowest first, as characters from
/// '0' on; the sixth bit says that more follow (cocodataset/cocoapi, common/maskApi.c).
/// </summary>
internal static class RunLength
{
    /// <summary>The lengths of a compressed encoding.</summary>
    /// <exception cref="FormatException">It holds another character, or ends within a number.</exception>
    public static List<int> Decompress(string text)
    {
        const int group = 5, more = 0x20, sign = 0x10;
        var counts = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var (value, shift, bits) = (0L, 0, 0);
            do
            {
                bits = at < text.Length ? text[at++] - '0' : throw new FormatException("the encoding ends within a number");
                if (bits is < 0 or > 0x3F || shift > 30)
                    throw new FormatException($"the encoding holds '{text[at - 1]}'");
                value |= (long)(bits & 0x1F) << shift;
                shift += group;
            } while ((bits & more) != 0);
            if ((bits & sign) != 0)
                value |= -1L << shift;
            counts.Add((int)(counts.Count > 2 ? value + counts[^2] : value));
        }
        return counts;
    }

    /// <summary>Paints the full runs.</summary>
    /// <param name="counts">The lengths.</param>
    /// <param name="width">Width of the encoded mask.</param>
    /// <param name="height">Its height.</param>
    /// <param name="paint">Is told every pixel: column and row.</param>
    /// <exception cref="FormatException">The runs are not as long as the mask together, or one is negative.</exception>
    public static void Paint(IReadOnlyList<int> counts, int width, int height, Action<int, int> paint)
    {
        var length = (long)width * height;
        if (counts.Any(count => count < 0) || counts.Sum(count => (long)count) != length)
            throw new FormatException($"the runs have {counts.Sum(count => (long)count)} pixels and the mask {length}");
        var at = 0;
        for (var run = 0; run < counts.Count; run++)
            for (var end = at + counts[run]; at < end; at++)
                if (run % 2 == 1)
                    paint(at / height, at % height);
    }
}
