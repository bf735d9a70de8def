namespace MtlDsl.Training.Data;

/// <summary>
/// The order in which people number files: runs of digits count by their value, so that <c>frame9</c> comes before <c>frame10</c>; all
/// else by its characters' codes.
/// </summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? left, string? right)
    {
        if (left is null || right is null)
            return string.CompareOrdinal(left, right);
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            var (a, b) = (Run(left, ref i), Run(right, ref j));
            // Of numbers without their zeros the longer is the larger.
            var order = char.IsAsciiDigit(a[0]) && char.IsAsciiDigit(b[0])
                ? (a.TrimStart('0'), b.TrimStart('0')) is var (x, y) && x.Length != y.Length ? x.Length - y.Length : string.CompareOrdinal(x, y)
                : string.CompareOrdinal(a, b);
            if (order != 0)
                return order;
        }
        var rest = (left.Length - i).CompareTo(right.Length - j);
        // Names that differ in leading zeros only are still two names.
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    // Digits, or one character that is none.
    private static string Run(string text, ref int at)
    {
        var start = at++;
        if (char.IsAsciiDigit(text[start]))
            while (at < text.Length && char.IsAsciiDigit(text[at]))
                at++;
        return text[start..at];
    }
}
