using System.Diagnostics;
using System.Text.RegularExpressions;

namespace MtlDsl.Documentation.Tests;

/// <summary>The files that the guide to the board has a person write are projects that build, in a folder outside of the repository.</summary>
public sealed partial class GuideTests : IDisposable
{
    private const string Page = "docs/board.md";

#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("learn")]
    [InlineData("board")]
    public void A_program_of_the_guide_builds(string project)
    {
        foreach (Match file in Files().Matches(Documents.Read(Page)))
        {
            var path = folder[file.Groups["path"].Value];
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Groups["content"].Value.Replace("../MtlDsl/", $"{Repository.Root}/"));
        }

        // The repository's own projects are built when its tests run; nothing of them is built again.
        using var build = Process.Start(new ProcessStartInfo("dotnet", ["build", folder[project], "--configuration", Configuration, "--nologo"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        build.ExitCode.ShouldBe(0, output);
    }

    // A path alone on its line, with a colon, and the code after it.
    [GeneratedRegex(@"^`(?<path>[\w./]+)`:\n\n```\w+\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Files();
}
