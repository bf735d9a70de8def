using System.Text;
using System.Text.RegularExpressions;

namespace MtlDsl.Training.Data;

/// <summary>
/// The text of a data set's files: in the encoding that a byte order mark or, in XML, the first line names, else in UTF-8. What is not in that
/// encoding is told of and never guessed at, for a label that is read wrong is another label.
/// </summary>
internal static partial class DataText
{
    /// <summary>Bytes in which the first line of an XML file names its encoding.</summary>
    private const int LongestDeclaration = 256;

    private static readonly (byte[] Mark, Encoding Encoding)[] marks =
    [
        ([0xEF, 0xBB, 0xBF], Strict("utf-8")!),
        ([0xFF, 0xFE], Strict("utf-16")!),
        ([0xFE, 0xFF], Strict("utf-16BE")!),
    ];

    /// <summary>UTF-8 that refuses what is none.</summary>
    public static Encoding Utf8 { get; } = Strict("utf-8")!;

    /// <summary>Reads a text file.</summary>
    /// <exception cref="DataException">The file cannot be read, or is not in UTF-8 and has no byte order mark.</exception>
    public static string Read(string path) => Decode(path, ReadBytes(path), null);

    /// <summary>Reads an XML file.</summary>
    /// <exception cref="DataException">The file cannot be read, or is not in the encoding that it names.</exception>
    public static string ReadXml(string path)
    {
        var bytes = ReadBytes(path);
        // UTF-16 without a byte order mark shows by the first two characters.
        if (bytes is [(byte)'<', 0, (byte)'?', 0, ..])
            return Decode(path, bytes, Encoding.Unicode, "as its first bytes say");
        var declaration = Declaration().Match(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, LongestDeclaration))));
        return Decode(path, bytes, declaration.Success ? declaration.Groups[1].Value : null);
    }

    private static string Decode(string path, byte[] bytes, string? declared)
    {
        if (marks.FirstOrDefault(entry => bytes.AsSpan().StartsWith(entry.Mark)) is { Mark: { } mark } marked)
            return Decode(path, bytes.AsSpan(mark.Length), marked.Encoding, "as its first bytes say");
        if (declared is null)
            return Decode(path, bytes, Utf8, "in which text without another word is expected");
        var encoding = Strict(declared)
            ?? throw new DataException($"{path}, line 1: the encoding \"{declared}\" is not known here; save the file as UTF-8 and say so: encoding=\"utf-8\".");
        // The declaration itself was read byte by byte, so the characters have one byte each.
        if (encoding is UnicodeEncoding or UTF32Encoding || IsUtf8After(bytes, encoding))
            throw new DataException($"{path}, line 1: the file says that it is in {declared}, but it is not; say what it is in: encoding=\"utf-8\".");
        return Decode(path, bytes, encoding, "as its first line says");
    }

    private static string Decode(string path, ReadOnlySpan<byte> bytes, Encoding encoding, string why)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            var at = Math.Clamp(fault.Index, 0, bytes.Length - 1);
            throw new DataException(
                $"{path}, line {1 + bytes[..at].Count((byte)'\n')}: the byte 0x{bytes[at]:X2} is not in {encoding.WebName}, {why}; save the file as UTF-8.", fault);
        }
    }

    /// <summary>
    /// Whether text that is said to be in an older encoding is in UTF-8. Chance does not make several characters of UTF-8 out of other letters,
    /// except that two Chinese ones may look like one or two of two bytes.
    /// </summary>
    private static bool IsUtf8After(byte[] bytes, Encoding declared)
    {
        if (declared is UTF8Encoding)
            return false;
        try
        {
            var text = Utf8.GetString(bytes);
            return declared.IsSingleByte ? text.Any(c => !char.IsAscii(c)) : text.Count(c => c >= '\u0800') > 1 && !text.Any(c => c is >= '\u0080' and < '\u0800');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // Not registered for the whole process: which encodings a program knows is its owner's business.
    private static Encoding? Strict(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
    }

    [GeneratedRegex("""^<\?xml[^>]*\sencoding\s*=\s*["']([^"'>]*)["']""")]
    private static partial Regex Declaration();
}
