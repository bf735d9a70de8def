using System.Globalization;
using System.Text;

namespace MtlDsl.Messages;

/// <summary>
/// Text for a terminal or a page. Names of files, tensors and classes come from outside; what in them would move the cursor, colour the screen or
/// turn the direction of reading is written as an escape.
/// </summary>
internal static class Printable
{
    /// <summary>The text in one line: line ends are escaped as well.</summary>
    public static string Line(string text) => Escape(text, keepsLines: false);

    /// <summary>The text with its line ends and tabs.</summary>
    public static string Lines(string text) => Escape(text, keepsLines: true);

    private static string Escape(string text, bool keepsLines)
    {
        if (!text.Any(IsSuspicious))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogatePair(text, i))
                result.Append(text, i++, 2);
            else if (!IsSuspicious(text[i]) || (keepsLines && text[i] is '\n' or '\r' or '\t'))
                result.Append(text[i]);
            else
                result.Append(Name(text[i]));
        return result.ToString();
    }

    // Format characters, such as those that turn the direction of reading, show nothing themselves.
    private static bool IsSuspicious(char character) => char.GetUnicodeCategory(character) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;

    private static string Name(char character) => character switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        < '\u0100' => $"\\x{(int)character:x2}",
        _ => $"\\u{(int)character:x4}",
    };
}
