using System.Text.RegularExpressions;

namespace MtlDsl.Documentation.Tests;

/// <summary>What the README shows as C# is code that the solution compiles.</summary>
public partial class SnippetTests
{
    private static readonly Lazy<IReadOnlyList<string>> compiled = new(() =>
        [.. Documents.Files("models", "*.cs").Concat(Documents.Files("examples", "*.cs")).Select(Documents.Read)]);

    public static TheoryData<string> Snippets { get; } =
        new(Fences().Matches(Documents.Read("README.md")).Where(match => match.Groups[1].Value == "csharp").Select(match => match.Groups[2].Value));

    [Theory]
    [MemberData(nameof(Snippets))]
    public void A_snippet_of_the_README_stands_in_a_compiled_file(string snippet) =>
        compiled.Value.ShouldContain(source => source.Contains(snippet), $"No file of models/ or examples/ contains:\n{snippet}");

    [Fact]
    public void The_README_shows_a_trunk_a_network_a_data_set_and_a_program()
    {
        var shown = Documents.Read("README.md");
        foreach (var part in (string[])["[Trunk", "[MultitaskModel<", "[PascalText<", "MultitaskApp.For<", ".Predictor.Load("])
            shown.ShouldContain(part);
    }

    [GeneratedRegex(@"^```(\w*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();
}
