using System.Globalization;
using System.Text.RegularExpressions;

namespace MtlDsl.Training.Data;

/// <summary>
/// The names of a data set's class numbers, from a text file with a name a line or from the <c>names:</c> (or <c>classes:</c>) of a YAML file
/// as Ultralytics' tools write it: numbered lines, a list of dashes, or a list in brackets.
/// </summary>
internal static partial class ClassNames
{
    private static readonly string[] Usual = ["data.yaml", "data.yml", "dataset.yaml", "classes.txt", "obj.names"];

    /// <summary>Finds a data set's file of names.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="name">Its name; null for a usual one.</param>
    /// <exception cref="DataException">There is none.</exception>
    public static string Find(string root, string? name)
    {
        var path = (name is null ? Usual : [name]).Select(file => Path.Combine(root, file)).FirstOrDefault(File.Exists);
        return path ?? throw new DataException(name is null
            ? $"'{root}' has no file with the names of the classes ({string.Join(", ", Usual)}); name another one with Names = \"...\"."
            : $"'{root}' has no file '{name}' with the names of the classes.");
    }

    /// <summary>Reads a file of names.</summary>
    /// <exception cref="DataException">It cannot be read, has no names, or a line makes no sense; the message gives it.</exception>
    public static IReadOnlyDictionary<int, string> Read(string path)
    {
        var lines = DatasetFolder.ReadText(path).Split('\n');
        var names = Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" ? FromYaml(path, lines) : FromText(lines);
        return names.Count > 0 ? names : throw new DataException($"'{path}' has no names of classes; expected are lines below 'names:', '0: person'.");
    }

    private static Dictionary<int, string> FromText(string[] lines) => lines.Select(line => line.Trim()).Where(line => line.Length > 0)
        .Select((line, index) => KeyValuePair.Create(index, line)).ToDictionary();

    private static Dictionary<int, string> FromYaml(string path, string[] lines)
    {
        var names = new Dictionary<int, string>();
        var start = Array.FindIndex(lines, line => Heading().IsMatch(line));
        if (start < 0)
            return names;
        if (Heading().Match(lines[start]).Groups["list"] is { Success: true } list)
            return list.Value.Split(',').Select((item, index) => KeyValuePair.Create(index, Unquoted(item))).ToDictionary();
        for (var index = start + 1; index < lines.Length; index++)
        {
            var line = lines[index].TrimEnd();
            if (line.Trim().Length == 0 || line.TrimStart().StartsWith('#'))
                continue;
            var entry = Entry().Match(line);
            // A line that begins a section of its own ends the names.
            if (!entry.Success && !char.IsWhiteSpace(line[0]))
                break;
            if (!entry.Success)
                throw new DataException($"{path}, line {index + 1}: cannot make sense of \"{line.Trim()}\" among the names of the classes.");
            var number = entry.Groups["number"] is { Success: true } given
                ? int.Parse(given.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
                : names.Count;
            if (!names.TryAdd(number, Unquoted(entry.Groups["name"].Value)))
                throw new DataException($"{path}, line {index + 1}: class {number} has two names, '{names[number]}' and '{Unquoted(entry.Groups["name"].Value)}'.");
        }
        return names;
    }

    private static string Unquoted(string text) => text.Trim().Trim('\'', '"');

    [GeneratedRegex(@"^(names|classes):\s*(\[(?<list>[^\]]+)\])?\s*(#.*)?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s*(- |(?<number>\d{1,6}):\s)\s*(?<name>[^#]*[^#\s])\s*(#.*)?$")]
    private static partial Regex Entry();
}
