using System.Diagnostics;
using System.Text;
using MtlDsl.Files;

namespace MtlDsl.Tests.Files;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_writers_of_one_file_both_finish_and_the_last_one_wins(bool waitForDisk)
    {
        var path = folder["results.json"];

        OutputFile.Write(
            path,
            first =>
            {
                first.Write("first"u8);
                OutputFile.Write(path, second => second.Write("second"u8), waitForDisk);
                File.ReadAllText(path).ShouldBe("second");
            },
            waitForDisk);

        File.ReadAllText(path).ShouldBe("first");
        folder.Files.ShouldBe(["results.json"]);
    }

    [Fact]
    public void A_writer_that_fails_removes_what_it_made_and_nothing_else()
    {
        var path = folder["results.json"];
        File.WriteAllText(path, "old");

        Should.Throw<InvalidOperationException>(() => OutputFile.Write(path, mine =>
        {
            mine.Write("half"u8);
            OutputFile.Write(path, other => other.Write("other"u8));
            throw new InvalidOperationException();
        }));

        File.ReadAllText(path).ShouldBe("other");
        folder.Files.ShouldBe(["results.json"]);
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_and_what_is_being_written_is_not()
    {
        var path = folder["results.json"];
        File.WriteAllText(folder["results.json.killed.writing"], "half");
        File.SetLastWriteTimeUtc(folder["results.json.killed.writing"], DateTime.UtcNow.AddHours(-1));
        File.WriteAllText(folder["results.json.new.writing"], "half");
        using var held = new FileStream(folder["results.json.held.writing"], FileMode.Create, FileAccess.Write, FileShare.None);
        File.SetLastWriteTimeUtc(held.SafeFileHandle, DateTime.UtcNow.AddHours(-1));

        OutputFile.RemoveLeftovers(path);

        folder.Files.ShouldBe(["results.json.held.writing", "results.json.new.writing"], ignoreOrder: true);
    }

    [SkippableTheory]
    [InlineData("there.json")]
    [InlineData("not-there.json")]
    public void A_link_stays_and_what_it_points_to_is_written(string target)
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateDirectory(folder["real"]);
        File.WriteAllText(folder["real/there.json"], "old");
        File.CreateSymbolicLink(folder["link.json"], folder[$"real/{target}"]);

        OutputFile.Write(folder["link.json"], stream => stream.Write("new"u8));

        new FileInfo(folder["link.json"]).LinkTarget.ShouldBe(folder[$"real/{target}"]);
        File.ReadAllText(folder[$"real/{target}"]).ShouldBe("new");
    }

    [SkippableFact]
    public void A_link_that_goes_up_from_a_linked_folder_is_followed_as_the_kernel_does()
    {
        Skip.If(OperatingSystem.IsWindows(), "links need rights there");
        Directory.CreateDirectory(folder["far/away/deep"]);
        File.WriteAllText(folder["far/away/file"], "old");
        File.CreateSymbolicLink(folder["far/away/deep/link"], "../file");
        Directory.CreateSymbolicLink(folder["near"], folder["far/away/deep"]);

        OutputFile.Write(folder["near/link"], stream => stream.Write("new"u8));

        File.ReadAllText(folder["far/away/file"]).ShouldBe("new");
        File.Exists(folder["file"]).ShouldBeFalse();
    }

    [SkippableFact]
    public void A_pipe_is_written_through()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux is asked for pipes");
        var pipe = folder["pipe"];
        Process.Start("mkfifo", [pipe]).WaitForExit();
        Paths.IsSpecial(pipe).ShouldBeTrue();
        Paths.IsSpecial("/dev/null").ShouldBeTrue();
        Paths.IsSpecial(folder.FullName).ShouldBeFalse();
        using var reader = Process.Start(new ProcessStartInfo("cat", [pipe]) { RedirectStandardOutput = true })!;

        OutputFile.Write(pipe, stream => stream.Write("through"u8));

        reader.StandardOutput.ReadToEnd().ShouldBe("through");
        Paths.IsSpecial(pipe).ShouldBeTrue();
        folder.Files.ShouldBe(["pipe"]);
    }

    [Fact]
    public void Errors_name_the_file_that_was_asked_for()
    {
        Directory.CreateDirectory(folder["taken"]);

        var error = Should.Throw<Exception>(() => OutputFile.Write(folder["taken"], stream => stream.Write(Encoding.UTF8.GetBytes("x"))));

        (error is IOException or UnauthorizedAccessException).ShouldBeTrue();
        error.Message.ShouldNotContain(".writing");
        folder.Files.ShouldBeEmpty();
    }
}
