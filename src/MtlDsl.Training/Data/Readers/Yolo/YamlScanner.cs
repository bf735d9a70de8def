using System.Globalization;
using System.Text.RegularExpressions;

namespace MtlDsl.Training.Data;

/// <summary>Goes through scalars and flow collections of YAML, <c>a</c>, <c>'b, c'</c>, <c>[a, b]</c> and <c>{0: a, 1: b}</c>, over any number of lines.</summary>
/// <param name="text">The text.</param>
/// <param name="at">Where to begin.</param>
internal sealed partial class YamlScanner(string text, int at = 0)
{
    /// <summary>The line where it stands, from 1.</summary>
    public int Line => 1 + text.AsSpan(0, at).Count('\n');

    /// <summary>The next character that is neither blank nor in a comment, after going there; none at the end.</summary>
    public char? Next()
    {
        at += Blank().Match(text, at).Length;
        return at < text.Length ? text[at] : null;
    }

    /// <summary>Takes a scalar. A plain one ends before a comment, and before any of some characters.</summary>
    /// <exception cref="FormatException">A quote is not closed, or has an escape that is unknown.</exception>
    public string Scalar(string ends = "\n")
    {
        if (Next() is not { } first)
            return "";
        if (first is '\'' or '"')
        {
            var quoted = Quoted().Match(text, at) is { Success: true } match ? match : throw new FormatException("a quote is not closed");
            at += quoted.Length;
            var value = Fold().Replace(quoted.Value[1..^1], " ");
            return first == '\'' ? value.Replace("''", "'") : Unescape(value);
        }
        var start = at;
        while (at < text.Length && !ends.Contains(text[at]) && !(text[at] == '#' && char.IsWhiteSpace(text[at - 1])))
            at++;
        return Fold().Replace(text[start..at].Trim(), " ");
    }

    /// <summary>Takes a flow collection: its values with their lines, and their keys, which are their places in a list.</summary>
    /// <exception cref="FormatException">It is not closed, lacks a separator, or holds another one.</exception>
    public IEnumerable<YamlItem> Collection()
    {
        var (isMap, end) = text[at++] == '{' ? (true, '}') : (false, ']');
        for (var index = 0; Next() != end; index++)
        {
            var line = Line;
            var key = isMap ? Scalar(":,}\n") : index.ToString(CultureInfo.InvariantCulture);
            if (isMap)
                Expect(':');
            yield return new YamlItem(key, Scalar(",[]{}"), line);
            if (Next() != end)
                Expect(',');
        }
        at++;
    }

    private void Expect(char separator)
    {
        if (Next() != separator)
            throw new FormatException($"expected is '{separator}', found {(Next() is { } found ? $"'{found}'" : "the end of the file")}");
        at++;
    }

    private static string Unescape(string text)
    {
        try
        {
            return Regex.Unescape(text);
        }
        catch (ArgumentException exception)
        {
            throw new FormatException($"\"{text}\" has an escape that is not known here", exception);
        }
    }

    [GeneratedRegex(@"\G(\s|(?<=\s|^)#[^\n]*)*")]
    private static partial Regex Blank();

    [GeneratedRegex("""\G('([^']|'')*'|"([^"\\]|\\.)*")""", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    // A line that goes on in the next one.
    [GeneratedRegex(@"[ \t\r]*\n\s*")]
    private static partial Regex Fold();
}
