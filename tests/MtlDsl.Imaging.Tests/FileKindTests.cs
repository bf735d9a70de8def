using System.Diagnostics;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>What stands where an image is expected and is no file to be read.</summary>
public sealed class FileKindTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void A_named_pipe_is_refused_and_not_waited_for()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has none among its files.");
        foreach (var name in new[] { "pipe.png", "pipe.mp4" })
        {
            using (var made = Process.Start("mkfifo", [folder[name]]))
                made.WaitForExit();
            var error = Should.Throw<ImageException>(() => name == "pipe.mp4" ? VideoFrames.Open(folder[name]).Count : ImageFile.Read(folder[name]).Width);
            error.Message.ShouldBe($"The file {folder[name]} cannot be read: it is empty, or no regular file.");
        }
    }

    [SkippableFact]
    public void A_link_is_the_file_that_it_leads_to()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a right there.");
        ImageFile.Write(folder["real/a.png"], new RgbImage(3, 2));
        File.CreateSymbolicLink(folder["link.png"], folder["real/a.png"]);
        File.CreateSymbolicLink(folder["second.png"], folder["link.png"]);

        ImageFile.Read(folder["second.png"]).Size.ShouldBe(new PixelSize(3, 2));
        ImageFile.Write(folder["second.png"], new RgbImage(5, 4));

        File.ResolveLinkTarget(folder["second.png"], returnFinalTarget: true)!.FullName.ShouldBe(folder["real/a.png"]);
        ImageFile.Read(folder["real/a.png"]).Size.ShouldBe(new PixelSize(5, 4));
    }

    [Fact]
    public void A_picture_that_cannot_be_put_in_its_place_leaves_nothing()
    {
        Directory.CreateDirectory(folder["taken.png"]);

        Should.Throw<ImageException>(() => ImageFile.Write(folder["taken.png"], new RgbImage(3, 2))).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith($"The file {folder["taken.png"]} cannot be written: "), message => message.ShouldNotContain(".writing"));
        folder.Files.ShouldBeEmpty();
    }

    [Fact]
    public void Control_characters_of_names_are_escaped_in_messages()
    {
        var name = folder["a\u001b[31mred\n.png"];

        Should.Throw<ImageException>(() => ImageFile.Read(name)).Message.ShouldBe($"The file {folder["a"]}\\x1b[31mred\\n.png does not exist.");
        NamedFrames.Of([name]).Single().Path(0).ShouldNotContain("\u001b");
        Should.Throw<FileNotFoundException>(() => ImageFiles.Find([name])).Message.ShouldNotContain("\u001b");
    }

    [Fact]
    public void A_JPEG_that_declares_more_than_it_can_hold_is_refused()
    {
        var bytes = ImageFile.ToJpeg(new RgbImage(16, 16));
        var frame = bytes.AsSpan().IndexOf([(byte)0xff, (byte)0xc0]);
        (bytes[frame + 5], bytes[frame + 6], bytes[frame + 7], bytes[frame + 8]) = (0xea, 0x60, 0xea, 0x60);

        Should.Throw<ImageException>(() => ImageFile.Decode(bytes, "huge.jpg")).Message.ShouldContain("declares 60000x60000 pixels, more than");
    }
}
