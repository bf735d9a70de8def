using System.Globalization;

namespace MtlDsl.Training.Data;

/// <summary>Text out of a data set's files as a message repeats it: in one line, and without what a terminal would obey.</summary>
internal static class Printable
{
    /// <summary>The text with its control characters, and those that turn the direction of reading, as escapes: \x1b, \u202e.</summary>
    public static string Escape(string text) => text.Any(IsControl) ? string.Concat(text.Select(c => IsControl(c) ? Name(c) : c.ToString())) : text;

    private static bool IsControl(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Name(char c) => c switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => $"\\x{(int)c:x2}",
        _ => $"\\u{(int)c:x4}",
    };
}
