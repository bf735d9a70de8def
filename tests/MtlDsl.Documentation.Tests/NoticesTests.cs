using System.Xml.Linq;

namespace MtlDsl.Documentation.Tests;

/// <summary>The third-party notices name every package that a project can refer to.</summary>
public class NoticesTests
{
    public static TheoryData<string> Packages { get; } = new(
        XDocument.Parse(Documents.Read("Directory.Packages.props")).Descendants("PackageVersion").Select(package => package.Attribute("Include")!.Value));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_stands_in_a_table(string package)
    {
        var rows = Documents.Read("THIRD-PARTY-NOTICES.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));

        rows.SelectMany(row => row.Split('|')[1].Split(", ")).ShouldContain(name => name.Trim() == package);
    }
}
