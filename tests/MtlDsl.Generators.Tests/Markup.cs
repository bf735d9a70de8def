using System.Text.RegularExpressions;

namespace MtlDsl.Generators.Tests;

/// <summary>Source text in which <c>{|MTL0003:word|}</c> marks the word that a diagnostic must stand on.</summary>
internal sealed partial record Markup(string Source, IReadOnlyList<(string Id, int Start, int Length)> Expected)
{
    public static Markup Read(string marked)
    {
        var expected = new List<(string, int, int)>();
        while (Marker().Match(marked) is { Success: true } match)
        {
            expected.Add((match.Groups["id"].Value, match.Index, match.Groups["text"].Length));
            marked = marked[..match.Index] + match.Groups["text"].Value + marked[(match.Index + match.Length)..];
        }
        return new(marked, expected);
    }

    [GeneratedRegex(@"\{\|(?<id>MTL\d{4}):(?<text>.*?)\|\}", RegexOptions.Singleline)]
    private static partial Regex Marker();
}
