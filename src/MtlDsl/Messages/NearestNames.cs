namespace MtlDsl.Messages;

/// <summary>What somebody may have meant by a name that is not there.</summary>
internal static class NearestNames
{
    private const int Most = 3;

    /// <summary>The names closest to a wrong one, in quotes; none where all differ by more than a third of it.</summary>
    public static IReadOnlyList<string> To(string name, IEnumerable<string> names) =>
    [
        .. names
            .Select(known => (Name: known, Distance: EditDistance(known, name)))
            .Where(candidate => candidate.Distance <= name.Length / 3)
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(Most)
            .Select(candidate => $"'{candidate.Name}'"),
    ];

    /// <summary>How many characters must be inserted, deleted, replaced or exchanged with their neighbour (optimal string alignment).</summary>
    private static int EditDistance(string a, string b)
    {
        var (before, last) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray());
        for (var i = 1; i <= a.Length; i++)
        {
            var row = new int[b.Length + 1];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last) = (last, row);
        }

        return last[^1];
    }
}
