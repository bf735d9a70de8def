using System.Globalization;

namespace MtlDsl.Training.Data;

/// <summary>
/// The names of a data set's class numbers, from a text file with a name a line or from the <c>names:</c> (or <c>classes:</c>) of a YAML file
/// as Ultralytics' tools write it: a list, or a map from the numbers.
/// </summary>
internal static class ClassNames
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
        var names = YamlFile.Is(path) ? FromYaml(new YamlFile(path)) : FromText(DataText.Read(path));
        return names.Count > 0 ? names : throw new DataException($"'{path}' has no names of classes; expected are lines below 'names:', '0: person'.");
    }

    private static Dictionary<int, string> FromText(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)
        .Select((line, index) => KeyValuePair.Create(index, line)).ToDictionary();

    private static Dictionary<int, string> FromYaml(YamlFile file)
    {
        var names = new Dictionary<int, string>();
        foreach (var (key, name, line) in new[] { "names", "classes" }.Select(file.Items).FirstOrDefault(items => items is [{ Key: not null }, ..]) ?? [])
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || name.Length == 0 || !names.TryAdd(number, name))
                throw file.Fault(line, $"\"{key}: {name}\" is not the number of a class, given once, and its name");
        }
        return names;
    }
}
