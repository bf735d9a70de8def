using MtlDsl.Imaging.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

public sealed class LabelFileTests
{
    [Theory]
    [InlineData("palette8.png", 256)]
    [InlineData("palette4.png", 16)]
    [InlineData("palette2.png", 4)]
    [InlineData("grey8.png", 256)]
    [InlineData("grey1.png", 2)]
    [InlineData("equal.png", 256)]
    public void Labels_are_the_stored_values(string name, int values)
    {
        var labels = LabelFile.Read(ImageFixture.PathOf(name));

        labels.Size.ShouldBe(new PixelSize(11, 13));
        labels.Labels.ShouldBe(ImageFixture.Labels.Select(label => (byte)(label % values)));
    }

    [Theory]
    [InlineData("colour.png", "pixel (1, 0) is (8, 0, 4)")]
    [InlineData("alpha.png", "alpha channel")]
    [InlineData("grey16.png", "16 bits")]
    [InlineData("turned.jpg", "no PNG file")]
    public void Pictures_are_no_labels(string name, string reason)
    {
        var error = Should.Throw<ImageException>(() => LabelFile.Read(ImageFixture.PathOf(name)));

        error.Message.ShouldContain(name);
        error.Message.ShouldContain(reason);
    }

    [Fact]
    public void Written_labels_are_read_back_and_show_in_their_colours()
    {
        using var folder = new TemporaryFolder();
        var labels = new LabelMap(4, 2, [0, 1, 2, 255, 2, 2, 1, 0]);
        Rgb[] palette = [new(10, 20, 30), new(200, 0, 0), new(0, 0, 250)];

        LabelFile.Write(folder["labels.png"], labels, palette);

        LabelFile.Read(folder["labels.png"]).Labels.ShouldBe(labels.Labels);
        var picture = ImageFile.Read(folder["labels.png"]);
        picture.Pixels[..12].ShouldBe([10, 20, 30, 200, 0, 0, 0, 0, 250, 0, 0, 0]);
        folder.Files.ShouldBe(["labels.png"]);
    }

    [Fact]
    public void A_truncated_file_is_refused_wherever_it_ends()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(ImageFixture.PathOf("palette4.png"));
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(folder["short.png"], bytes[..length]);
            Should.Throw<ImageException>(() => LabelFile.Read(folder["short.png"])).Message.ShouldContain("short.png cannot be read: ");
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<ImageException>(() => LabelFile.Read(folder["none.png"])).Message.ShouldContain(folder["none.png"]);
    }
}
