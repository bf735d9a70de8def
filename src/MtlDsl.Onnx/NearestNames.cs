namespace MtlDsl.Onnx;

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

    /// <summary>The Levenshtein distance: how many characters must be inserted, deleted or replaced.</summary>
    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 0; i < a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i + 1;
            for (var j = 0; j < b.Length; j++)
            {
                var replaced = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, Math.Min(row[j], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
