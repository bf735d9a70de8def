using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Tests;

/// <summary>The help pages hold their word: the wrong example has the mistake that the page is about, the right one has none.</summary>
public partial class HelpPageTests
{
    public static TheoryData<string> Ids { get; } = new(Descriptors.All.Select(rule => rule.Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Its_examples_are_what_they_are_called(string id)
    {
        var (_, wrong, right) = Read(id);

        (await Mistakes(wrong, id)).ShouldBe([id]);
        (await Mistakes(right, id)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void It_is_called_as_the_rule(string id) =>
        Read(id).Title.ShouldBe($"{id}: {Descriptors.All.Single(rule => rule.Id == id).Title}");

    /// <summary>What is said of a page's example. Information is no mistake, but where the page is about it.</summary>
    private static async Task<IReadOnlyList<string>> Mistakes(string source, string page) =>
        [.. (await Host.Analyze(Host.Declare(source))).Where(d => d.Severity > DiagnosticSeverity.Info || d.Id == page).Select(d => d.Id).Distinct()];

    private static (string Title, string Wrong, string Right) Read(string id)
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", $"{id}.md"));
        var match = Form().Match(page);
        match.Success.ShouldBeTrue($"{id}.md has not the form of a help page");
        return (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value);
    }

    [GeneratedRegex(@"^# (.+?)\n.*?\n## Wrong\n\n```csharp\n(.+?)```\n\n## Right\n\n```csharp\n(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Form();
}
