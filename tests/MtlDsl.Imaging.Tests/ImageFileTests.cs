using MtlDsl.Imaging.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

public sealed class ImageFileTests
{
    [Theory]
    [InlineData("colour.png")]
    [InlineData("alpha.png")]
    public void Reads_colours_without_alpha(string name)
    {
        var image = ImageFile.Read(ImageFixture.PathOf(name));

        image.Size.ShouldBe(new PixelSize(30, 20));
        image.Pixels.ShouldBe(ImageFixture.Colours);
    }

    [Theory]
    [InlineData("turned.jpg")]
    [InlineData("progressive.jpg")]
    public void Reads_JPEGs_upright_as_PIL_does(string name)
    {
        var (width, height, pixels) = ImageFixture.Jpeg(name);

        var image = ImageFile.Read(ImageFixture.PathOf(name));

        image.Size.ShouldBe(new PixelSize(width, height));
        for (var i = 0; i < pixels.Length; i++)
            ((int)image.Pixels[i]).ShouldBeInRange(pixels[i] - 2, pixels[i] + 2);
    }

    [Fact]
    public void Grey_of_16_bits_becomes_colour_of_8()
    {
        var image = ImageFile.Read(ImageFixture.PathOf("grey16.png"));

        for (var i = 0; i < image.Width * image.Height; i++)
            image.Pixels[(3 * i)..(3 * i + 3)].ShouldAllBe(value => value == ImageFixture.Colours[3 * i]);
    }

    [Fact]
    public void A_written_PNG_is_read_back_exactly_and_a_JPEG_nearly()
    {
        using var folder = new TemporaryFolder();
        var image = new RgbImage(30, 20, ImageFixture.Colours);

        ImageFile.Write(folder["new/a.png"], image);
        ImageFile.Write(folder["new/a.JPG"], image, quality: 100);
        ImageFile.Write(folder["new/a.png"], image);

        ImageFile.Read(folder["new/a.png"]).Pixels.ShouldBe(image.Pixels);
        ImageFile.Read(folder["new/a.JPG"]).Pixels.Zip(image.Pixels).Average(p => Math.Abs(p.First - p.Second)).ShouldBeLessThan(4);
        folder.Files.Order(StringComparer.Ordinal).ShouldBe(["a.JPG", "a.png"]);
    }

    [Fact]
    public void A_JPEG_in_memory_is_the_one_in_a_file()
    {
        using var folder = new TemporaryFolder();
        var image = new RgbImage(30, 20, ImageFixture.Colours);
        ImageFile.Write(folder["a.jpg"], image, quality: 70);

        ImageFile.ToJpeg(image, quality: 70).ShouldBe(File.ReadAllBytes(folder["a.jpg"]));
        Should.Throw<ArgumentOutOfRangeException>(() => ImageFile.ToJpeg(image, quality: 101));
    }

    // Every shorter file must be refused: never a picture that is grey from the middle on.
    [Theory]
    [InlineData("colour.png")]
    [InlineData("turned.jpg")]
    [InlineData("progressive.jpg")]
    public void A_truncated_file_is_refused_wherever_it_ends(string name)
    {
        var bytes = File.ReadAllBytes(ImageFixture.PathOf(name));
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Should.Throw<ImageException>(() => ImageFile.Decode(bytes.AsSpan(0, length), "short"));
            error.Message.ShouldStartWith("The image short cannot be read: ");
        }
        ImageFile.Decode([.. bytes, 0, 1, 2], "with something after it").Width.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_truncated_file_is_called_so()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(ImageFixture.PathOf("turned.jpg"));
        File.WriteAllBytes(folder["half.jpg"], bytes[..^200]);

        Should.Throw<ImageException>(() => ImageFile.Read(folder["half.jpg"])).Message
            .ShouldBe($"The image {folder["half.jpg"]} cannot be read: the JPEG data end before the picture does; the file is truncated.");
    }

    [Fact]
    public void A_damaged_PNG_is_refused()
    {
        var bytes = File.ReadAllBytes(ImageFixture.PathOf("colour.png"));
        bytes[60] ^= 1;

        Should.Throw<ImageException>(() => ImageFile.Decode(bytes, "bad.png")).Message.ShouldContain("fails its checksum");
    }

    [Fact]
    public void Noise_after_a_signature_is_an_error_and_never_a_crash()
    {
        var random = new Random(1);
        byte[][] starts = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10], "BM"u8.ToArray(), "RIFF"u8.ToArray(), "II*\0"u8.ToArray(), []];
        for (var i = 0; i < 600; i++)
        {
            var noise = new byte[random.Next(400)];
            random.NextBytes(noise);
            Should.Throw<ImageException>(() => ImageFile.Decode([.. starts[i % starts.Length], .. noise], "noise"));
        }
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<ImageException>(() => ImageFile.Read(folder["none.jpg"])).Message.ShouldBe($"The file {folder["none.jpg"]} does not exist.");
    }

    [Fact]
    public void Other_extensions_are_not_written()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<ImageException>(() => ImageFile.Write(folder["a.xyz"], new RgbImage(2, 2))).Message.ShouldContain("'.xyz'");
    }

    [Fact]
    public void A_folder_that_is_a_file_is_an_error_that_names_the_path()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");

        Should.Throw<ImageException>(() => ImageFile.Write(folder["file/a.png"], new RgbImage(2, 2))).Message.ShouldContain(folder["file/a.png"]);
    }

    [Fact]
    public void Several_threads_read_at_once()
    {
        var expected = ImageFixture.Colours;

        Parallel.For(0, 200, i => ImageFile.Read(ImageFixture.PathOf("colour.png")).Pixels.ShouldBe(expected));
    }
}
