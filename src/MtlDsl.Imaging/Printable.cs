namespace MtlDsl.Imaging;

/// <summary>Text that may hold anything, a file's name, as a terminal may show it.</summary>
internal static class Printable
{
    /// <summary>The text with control characters as escape sequences.</summary>
    public static string Escape(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()))
        : text;
}
