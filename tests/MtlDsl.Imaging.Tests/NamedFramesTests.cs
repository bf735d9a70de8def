using System.Runtime.Versioning;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>What a command line names, frame after frame, whatever of it cannot be read.</summary>
public sealed class NamedFramesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_video_that_cannot_be_opened_is_one_broken_frame()
    {
        ImageFile.Write(folder["a.png"], new RgbImage(2, 1));
        File.WriteAllText(folder["text.mp4"], "no video");

        Frames(folder["a.png"], folder["text.mp4"], folder["gone.avi"], folder["a.png"]).ShouldBe(
        [
            ("a", folder["a.png"], null),
            ("text", folder["text.mp4"], $"The video {folder["text.mp4"]} cannot be opened"),
            ("gone", folder["gone.avi"], $"The file {folder["gone.avi"]} does not exist."),
            ("a", folder["a.png"], null),
        ]);
    }

    [SkippableFact]
    [SupportedOSPlatform("linux")]
    public void A_folder_that_cannot_be_read_is_one_broken_frame()
    {
        Skip.If(Environment.IsPrivilegedProcess, "This user may read every folder.");
        ImageFile.Write(folder["a.png"], new RgbImage(2, 1));
        var closed = Directory.CreateDirectory(folder["closed"], UnixFileMode.None).FullName;

        var frames = Frames([.. ImageFiles.Find([closed, folder["a.png"]])]);

        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        frames.ShouldBe([("closed", closed, $"The file {closed} cannot be read"), ("a", folder["a.png"], null)]);
    }

    [Fact]
    public void Names_that_were_given_before_get_a_number()
    {
        var names = new UniqueNames();
        new[] { "x", "y", "x", "x-2", "x" }.Select(names.Of).ShouldBe(["x", "y", "x-2", "x-2-2", "x-3"]);
    }

    // The name and path of every frame, and how its error begins.
    private static List<(string Name, string Path, string? Error)> Frames(params string[] files)
    {
        var seen = new List<(string, string, string?)>();
        foreach (var named in NamedFrames.Of(files))
            using (named)
                for (var number = 0; named.Source.MoveNext(); number++)
                    seen.Add((named.Name(number), named.Path(number), Error(named.Source)));
        return seen;
    }

    private static string? Error(IFrameSource source)
    {
        try
        {
            _ = source.Current;
            return null;
        }
        catch (ImageException e)
        {
            return e.Message.Split(": ")[0];
        }
    }
}
