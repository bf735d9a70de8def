using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MtlDsl.Documentation.Tests;

/// <summary>Pages name the versions of packages that the repository stands on.</summary>
public sealed partial class PackageVersionTests
{
    public static TheoryData<string> Pages { get; } = new(Documents.Pages.Where(page => References().IsMatch(Documents.Read(page))));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_names_them(string page)
    {
        var versions = Versions();
        foreach (Match reference in References().Matches(Documents.Read(page)))
        {
            // What the name ends with may be left to the build.
            var id = reference.Groups["id"].Value.Replace("$(NETCoreSdkPortableRuntimeIdentifier)", "linux-x64");
            reference.Groups["version"].Value.ShouldBe(versions[id.StartsWith("MtlDsl", StringComparison.Ordinal) ? "MtlDsl" : id], reference.Value);
        }
    }

    private static Dictionary<string, string> Versions()
    {
        var file = XDocument.Parse(Documents.Read("Directory.Packages.props"));
        var properties = file.Descendants("PropertyGroup").Elements().ToDictionary(property => $"$({property.Name})", property => property.Value);
        var versions = file.Descendants("PackageVersion").ToDictionary(
            package => package.Attribute("Include")!.Value,
            package => properties.GetValueOrDefault(package.Attribute("Version")!.Value, package.Attribute("Version")!.Value));
        versions.Add("MtlDsl", XDocument.Parse(Documents.Read("Directory.Build.props")).Descendants("Version").Single().Value);
        return versions;
    }

    [GeneratedRegex("""<PackageReference Include="(?<id>[^"]+)" Version="(?<version>[^"]+)""")]
    private static partial Regex References();
}
