using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MtlDsl.Training.Data;

/// <summary>A YAML file that describes a data set: at each key of its top level a value, a list or a map of values.</summary>
internal sealed class YamlFile
{
    private readonly YamlMappingNode root;

    /// <exception cref="DataException">It cannot be read, or is no YAML with keys; the message gives the line.</exception>
    public YamlFile(string path)
    {
        Path = path;
        var stream = new YamlStream();
        try
        {
            stream.Load(new YamlLimits(new Parser(new StringReader(DataText.Read(path)))));
        }
        catch (YamlException fault)
        {
            throw Fault((int)fault.Start.Line, $"broken YAML: {Excerpt.Of(fault.Message.TrimEnd('.'))}");
        }
        root = stream.Documents is [{ RootNode: YamlMappingNode map }, ..] ? map : throw Fault(1, "expected are keys and values, as 'names: [car, bus]'");
    }

    /// <summary>The file's name.</summary>
    public string Path { get; }

    /// <summary>Whether a file is YAML by its name.</summary>
    public static bool Is(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";

    /// <summary>
    /// What stands at a key, with its lines: the items of a map; those of a list, whose keys are their places from 0; or a single value, without a
    /// key. Nothing where there is no such key, or nothing at it.
    /// </summary>
    /// <exception cref="DataException">An item is no plain value.</exception>
    public IReadOnlyList<(string? Key, string Value, int Line)> Items(string key) =>
        !root.Children.TryGetValue(new YamlScalarNode(key), out var node) ? []
        : node switch
        {
            YamlMappingNode map => [.. map.Children.Select(item => (Text(item.Key), Text(item.Value)!, Line(item.Key)))],
            YamlSequenceNode list => [.. list.Children.Select((item, index) => (index.ToString(CultureInfo.InvariantCulture), Text(item)!, Line(item)))],
            _ => Text(node) is { Length: > 0 } value ? [(null, value, Line(node))] : [],
        };

    /// <summary>An error in a line.</summary>
    public DataException Fault(int line, string what) => new($"{Path}, line {line}: {what}.");

    private string? Text(YamlNode node) =>
        node is YamlScalarNode scalar ? scalar.Value : throw Fault(Line(node), $"expected is a plain value, found a {(node is YamlSequenceNode ? "list" : "map")}");

    private static int Line(YamlNode node) => (int)node.Start.Line;
}
