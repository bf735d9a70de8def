using MtlDsl.Files;

namespace MtlDsl.Tests.Files;

public sealed class PathsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PathsTests()
    {
        Directory.CreateDirectory(folder["real/deep"]);
        File.WriteAllText(folder["real/file"], "");
    }

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_file_lies_at_the_end_of_links_whichever_part_of_its_path_they_are()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateSymbolicLink(folder["near"], folder["real/deep"]);
        File.CreateSymbolicLink(folder["real/deep/link"], "../file");
        Directory.CreateSymbolicLink(folder["linked"], "real");
        File.CreateSymbolicLink(folder["link of a link"], "near/link");
        // The folder for temporary files may itself be one that a link leads to.
        var file = Paths.Target(folder["real/file"]);

        file.ShouldEndWith("/real/file");
        foreach (var path in (string[])["linked/file", "near/link", "link of a link"])
            Paths.Target(folder[path]).ShouldBe(file, path);
    }

    [SkippableFact]
    public void A_link_may_lead_to_a_file_that_is_still_to_be_made()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        File.CreateSymbolicLink(folder["link"], folder["real/new"]);

        Paths.Target(folder["link"]).ShouldBe(folder["real/new"]);
        Paths.Target(folder["new"]).ShouldBe(folder["new"]);
        Paths.Target(folder["no folder/new"]).ShouldBe(folder["no folder/new"]);
    }

    [Fact]
    public void A_path_may_begin_where_the_program_stands() =>
        Paths.Target(Path.GetRelativePath(Environment.CurrentDirectory, folder["real/file"])).ShouldEndWith(Path.Combine("real", "file"));
}
