using System.Globalization;
using System.Text.RegularExpressions;

namespace MtlDsl.Training.Data;

/// <summary>A YAML file that describes a data set, as far as it is flat: at each key a value, or a list or map of values, in lines or in brackets.</summary>
/// <param name="path">The file.</param>
/// <exception cref="DataException">It cannot be read.</exception>
internal sealed partial class YamlFile(string path)
{
    private readonly string text = DatasetFolder.ReadText(path);

    /// <summary>The file's name.</summary>
    public string Path => path;

    /// <summary>Whether a file is YAML by its name.</summary>
    public static bool Is(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>What stands at a key of the top level; nothing where there is no such key.</summary>
    /// <exception cref="DataException">A line makes no sense; the message gives it.</exception>
    public IReadOnlyList<YamlItem> Items(string key)
    {
        if (Heading().Matches(text).FirstOrDefault(heading => heading.Groups["key"].Value == key) is not { } heading)
            return [];
        var scanner = new YamlScanner(text, heading.Index + heading.Length);
        var line = scanner.Line;
        try
        {
            return scanner.Next() is '[' or '{' ? [.. scanner.Collection()]
                : scanner.Next() is not null && scanner.Line == line ? [new YamlItem(null, scanner.Scalar(), line)]
                : [.. Block(line)];
        }
        catch (FormatException fault)
        {
            throw Fault(scanner.Line, $"cannot make sense of what stands at '{key}': {fault.Message}");
        }
    }

    /// <summary>An error in a line.</summary>
    public DataException Fault(int line, string what) => new($"{path}, line {line}: {what}.");

    // The items in the lines below a heading.
    private IEnumerable<YamlItem> Block(int heading)
    {
        var lines = text.Split('\n');
        var place = 0;
        for (var index = heading; index < lines.Length; index++)
        {
            var line = lines[index].TrimEnd();
            if (line.Trim() is [] or ['#', ..])
                continue;
            var entry = Entry().Match(line);
            // A line that begins a section of its own ends this one.
            if (!char.IsWhiteSpace(line[0]) && line[0] != '-')
                yield break;
            if (!entry.Success)
                throw Fault(index + 1, $"cannot make sense of \"{line.Trim()}\"; expected is \"- value\" or \"key: value\"");
            var key = entry.Groups["key"] is { Success: true } given ? given.Value : place.ToString(CultureInfo.InvariantCulture);
            yield return new YamlItem(key, new YamlScanner(line, entry.Length).Scalar(), index + 1);
            place++;
        }
    }

    [GeneratedRegex(@"^(?<key>\w+):(?=\s|\z)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(-|(?<key>\w+):)(\s+|\z)")]
    private static partial Regex Entry();
}
