using System.Text.RegularExpressions;

namespace MtlDsl.Package.Tests;

/// <summary>What the guide to the board has a person type makes projects that compile.</summary>
[Collection(nameof(PackedRepository))]
public sealed partial class GuideTests(PackedRepository packed)
{
    [SkippableFact]
    public void The_programs_of_the_guide_compile()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "board.md")).ReplaceLineEndings("\n");
        var place = packed.Empty();

        foreach (Match command in Commands().Matches(page))
            packed.New(place, command.Groups["arguments"].Value.Split(' '));
        foreach (Match file in Files().Matches(page))
            File.WriteAllText(Path.Combine(place, file.Groups["path"].Value), file.Groups["content"].Value);

        packed.Project(place, "Yard").Target("Compile", "-warnaserror").Succeeded();
        packed.Project(place, "Board").Target("Compile", "-warnaserror").Succeeded();
    }

    [GeneratedRegex(@"^dotnet new (?<arguments>mtldsl.*)$", RegexOptions.Multiline)]
    private static partial Regex Commands();

    // A path alone on its line, with a colon, and the code after it.
    [GeneratedRegex(@"^`(?<path>[\w./]+)`:\n\n```\w+\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Files();
}
