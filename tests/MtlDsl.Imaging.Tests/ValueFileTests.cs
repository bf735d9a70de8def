using System.Globalization;
using BitMiracle.LibTiff.Classic;
using MtlDsl.Imaging.Tests.Fixtures;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>Measured values of PNG and TIFF files, and the TIFF files that Pillow cannot write.</summary>
public sealed class ValueFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(16, 0, 1)]
    [InlineData(16, 2, 3)]
    [InlineData(8, 0, 1)]
    public void Values_of_a_PNG_are_those_that_are_stored(int depth, int colorType, int channels)
    {
        var random = new Random(1);
        int[] samples = [.. Enumerable.Range(0, 7 * 5 * channels).Select(_ => random.Next(1 << depth))];
        File.WriteAllBytes(folder["v.png"], TestPng.Write(7, 5, depth, colorType, samples, interlaced: channels == 3));

        var map = ValueFile.Read(folder["v.png"]);

        (map.Channels, map.Size).ShouldBe((channels, new PixelSize(7, 5)));
        for (var channel = 0; channel < channels; channel++)
            map.Plane(channel).ToArray().ShouldBe(Enumerable.Range(0, 35).Select(pixel => (float)samples[pixel * channels + channel]));
    }

    [Fact]
    public void Values_of_a_TIFF_are_those_that_are_stored()
    {
        float[] values = [0, -1.5f, 8848.86f, float.NaN, -9999, 1e-20f];
        File.WriteAllBytes(folder["v.tif"], FloatTiff.Write(3, 2, values));

        var map = ValueFile.Read(folder["v.tif"]);

        (map.Channels, map.Size).ShouldBe((1, new PixelSize(3, 2)));
        map.Values.ShouldBe(values);
    }

    [Fact]
    public void They_are_turned_as_their_image_is()
    {
        File.WriteAllBytes(folder["v.tif"], FloatTiff.Write(3, 2, [1, 2, 3, 4, 5, 6], orientation: 6));

        var map = ValueFile.Read(folder["v.tif"], size => size.ShouldBe(new PixelSize(2, 3)));

        map.Size.ShouldBe(new PixelSize(2, 3));
        map.Values.ShouldBe([4, 1, 5, 2, 6, 3]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Pictures_of_16_bits_come_in_tiles_and_in_planes(bool tiled, bool planes)
    {
        const int width = 50, height = 37;
        WriteTiff(folder["a.tif"], width, height, tiled, planes, (x, y, channel) => (short)(x * 500 + y * 31 + channel * 7000));

        var picture = ImageFile.Read(folder["a.tif"]);
        var values = ValueFile.Read(folder["a.tif"]);

        picture.Size.ShouldBe(new PixelSize(width, height));
        values.Channels.ShouldBe(3);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var channel = 0; channel < 3; channel++)
                {
                    var stored = (ushort)(short)(x * 500 + y * 31 + channel * 7000);
                    values[channel, x, y].ShouldBe(stored);
                    picture.Pixels[3 * (y * width + x) + channel].ShouldBe((byte)(stored >> 8));
                }
    }

    [SkippableFact]
    public void Pillow_reads_the_same()
    {
        Python.Require("PIL", "numpy");
        var printed = Python.RunLines(
            """
            import sys
            import numpy as np
            from PIL import Image
            folder = sys.stdin.readline().strip()
            values = np.arange(35).reshape(5, 7)
            Image.fromarray((values * 1000).astype(np.uint16)).save(folder + '/v.png')
            Image.fromarray((values / 3).astype(np.float32)).save(folder + '/f.tif')
            Image.fromarray((values * 1000).astype(np.uint16)).save(folder + '/i.tif')
            Image.fromarray((values / 3).astype(np.float32)).save(folder + '/z.tif', compression='tiff_adobe_deflate')
            print(float((values / 3).astype(np.float32).sum()))
            """,
            folder.FullName);

        ValueFile.Read(folder["v.png"]).Values.ShouldBe(Enumerable.Range(0, 35).Select(i => i * 1000f));
        ValueFile.Read(folder["i.tif"]).Values.ShouldBe(Enumerable.Range(0, 35).Select(i => i * 1000f));
        ValueFile.Read(folder["f.tif"]).Values.Sum().ShouldBe(float.Parse(printed, CultureInfo.InvariantCulture), 1e-3f);
        ValueFile.Read(folder["z.tif"]).Values.ShouldBe(ValueFile.Read(folder["f.tif"]).Values);
    }

    [Fact]
    public void What_holds_no_values_is_refused()
    {
        File.WriteAllBytes(folder["palette.png"], TestPng.Write(2, 2, 8, 3, [0, 1, 2, 3]));
        File.WriteAllBytes(folder["short.tif"], FloatTiff.Write(3, 2, [1, 2, 3, 4, 5, 6])[..40]);
        File.WriteAllBytes(folder["float.tif"], FloatTiff.Write(2, 1, [1, 2]));
        ImageFile.Write(folder["a.jpg"], new RgbImage(2, 2));

        Error("palette.png").ShouldContain("it has a palette or an alpha channel");
        Error("short.tif").ShouldContain("cannot be read: ");
        Error("a.jpg").ShouldContain("it is neither a PNG nor a TIFF file");
        Error("none.tif").ShouldBe($"The file {folder["none.tif"]} does not exist.");
        Should.Throw<ImageException>(() => ImageFile.Read(folder["float.tif"])).Message.ShouldContain("numbers of 32 bits");

        string Error(string name) => Should.Throw<ImageException>(() => ValueFile.Read(folder[name])).Message;
    }

    private static void WriteTiff(string path, int width, int height, bool tiled, bool planes, Func<int, int, int, short> value)
    {
        using var tiff = Tiff.Open(path, "w");
        tiff.SetField(TiffTag.IMAGEWIDTH, width);
        tiff.SetField(TiffTag.IMAGELENGTH, height);
        tiff.SetField(TiffTag.BITSPERSAMPLE, 16);
        tiff.SetField(TiffTag.SAMPLESPERPIXEL, 3);
        tiff.SetField(TiffTag.PHOTOMETRIC, Photometric.RGB);
        tiff.SetField(TiffTag.PLANARCONFIG, planes ? PlanarConfig.SEPARATE : PlanarConfig.CONTIG);
        tiff.SetField(TiffTag.COMPRESSION, Compression.LZW);
        var (blockWidth, blockHeight) = tiled ? (16, 16) : (width, 8);
        if (tiled)
        {
            tiff.SetField(TiffTag.TILEWIDTH, blockWidth);
            tiff.SetField(TiffTag.TILELENGTH, blockHeight);
        }
        else
            tiff.SetField(TiffTag.ROWSPERSTRIP, blockHeight);
        for (var plane = 0; plane < (planes ? 3 : 1); plane++)
            for (var top = 0; top < height; top += blockHeight)
                for (var left = 0; left < width; left += blockWidth)
                {
                    var rows = tiled ? blockHeight : Math.Min(blockHeight, height - top);
                    byte[] block =
                    [
                        .. from y in Enumerable.Range(top, rows) from x in Enumerable.Range(left, blockWidth)
                           from channel in planes ? [plane] : Enumerable.Range(0, 3) from part in BitConverter.GetBytes(value(x, y, channel)) select part,
                    ];
                    if (tiled)
                        tiff.WriteEncodedTile(tiff.ComputeTile(left, top, 0, (short)plane), block, block.Length);
                    else
                        tiff.WriteEncodedStrip(tiff.ComputeStrip(top, (short)plane), block, block.Length);
                }
    }
}
