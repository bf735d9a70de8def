using System.Text.RegularExpressions;

namespace MtlDsl.Documentation.Tests;

/// <summary>Links within the repository lead somewhere, and every page is reached.</summary>
public partial class LinkTests
{
    public static TheoryData<string> Pages { get; } = new(Documents.Pages);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file(string page)
    {
        foreach (var target in Targets(page))
            (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{page} links to {target}, which is not there");
    }

    [Fact]
    public void Every_page_is_linked_from_another()
    {
        var linked = Documents.Pages.SelectMany(page => Targets(page).Where(target => target != Path.Combine(Repository.Root, page))).ToHashSet();
        foreach (var page in Documents.Pages.Where(page => page != "README.md"))
            linked.ShouldContain(Path.Combine(Repository.Root, page));
    }

    private static IEnumerable<string> Targets(string page) =>
        from Match link in Links().Matches(Documents.Read(page))
        let target = link.Groups[1].Value
        where !target.Contains("://")
        select Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target));

    [GeneratedRegex(@"\]\(([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Links();
}
