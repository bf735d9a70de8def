namespace TorchSharp.Tests.PublicApi;

/// <summary>The listing of TorchSharp's public API: for each type the line that opens it, and its members.</summary>
internal sealed class ApiListing
{
    private readonly Dictionary<string, (string Header, HashSet<string> Members)> _types = [];

    private ApiListing(IEnumerable<string> lines)
    {
        HashSet<string>? members = null;
        foreach (string line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) _types[NameIn(line)] = (line, members = []);
            else if (line.Length > 0) members!.Add(line.Trim());
        }
    }

    public static ApiListing TorchSharp0107 { get; } =
        new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "PublicApi", "torchsharp-0.107.0-public-api.txt")));

    /// <summary>What others can see of a type that TorchSharp's type of that name does not have.</summary>
    /// <param name="name">The name to look up; the type's own unless given.</param>
    public IEnumerable<string> Extras(Type type, string? name = null)
    {
        name ??= type.FullName!;
        if (!_types.TryGetValue(name, out (string Header, HashSet<string> Members) listed)) return [$"{name}: TorchSharp has no such type"];
        var formatter = new ApiFormatter();
        string header = ApiFormatter.Header(type);
        IEnumerable<string> kind = header == listed.Header || name != type.FullName ? [] : [$"{name}: is '{header}', not '{listed.Header}'"];
        return kind.Concat(formatter.Members(type).Where(member => !listed.Members.Contains(member)).Select(member => $"{name}: {member}"));
    }

    private static string NameIn(string header) => header.Split(" | ")[0].Split(" : ")[0].Split(' ')[^1];
}
