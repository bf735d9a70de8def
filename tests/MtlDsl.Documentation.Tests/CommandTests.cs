using System.Text.RegularExpressions;

namespace MtlDsl.Documentation.Tests;

/// <summary>Continuous integration runs what the README tells a person to run.</summary>
public partial class CommandTests
{
    [Fact]
    public void Continuous_integration_runs_the_test_command_of_the_README()
    {
        const string command = "./build.sh test";

        Documents.Read("README.md").ShouldContain(command);
        Documents.Read(".ci/run").Split('\n').ShouldContain(command);
    }

    [Fact]
    public void Every_command_of_the_build_script_that_a_page_names_exists()
    {
        var known = Branches().Matches(Documents.Read("build.sh")).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (var page in Documents.Pages)
        foreach (Match match in Commands().Matches(Documents.Read(page)))
            known.ShouldContain(match.Groups[1].Value, $"{page} names {match.Value}");
    }

    [GeneratedRegex(@"\./build\.sh ([a-z]+)")]
    private static partial Regex Commands();

    [GeneratedRegex(@"^  ([a-z]+)\)$", RegexOptions.Multiline)]
    private static partial Regex Branches();
}
