using System.Text.Json;
using MtlDsl.Vision;

namespace MtlDsl.Imaging.Tests;

/// <summary>Files that Pillow writes, held to what Pillow reads from them.</summary>
public sealed class FormatTests : IDisposable
{
    // Writes files into a folder, and beside each its upright pixels.
    private const string Script =
        """
        import os, sys
        import numpy as np
        from PIL import Image, ImageOps
        folder = sys.stdin.readline().strip()
        y, x = np.mgrid[:37, :50]
        picture = Image.fromarray(np.stack([5 * x, 6 * y, 2 * x + 3 * y], 2).astype(np.uint8))
        def save(name, image, **options):
            path = os.path.join(folder, name)
            image.save(path, **options)
            with Image.open(path) as file:
                # Pillow turns TIFF files when it loads them.
                upright = (file if name.endswith('.tif') else ImageOps.exif_transpose(file)).convert('RGB')
                with open(path + '.rgb', 'wb') as raw:
                    raw.write(upright.tobytes())
                print(name, upright.width, upright.height)
        for orientation in range(1, 9):
            exif = Image.Exif()
            exif[0x0112] = orientation
            save(f'{orientation}.jpg', picture, quality=95, exif=exif)
            save(f'{orientation}.png', picture, exif=exif)
            save(f'{orientation}.webp', picture, lossless=True, exif=exif)
            save(f'{orientation}.tif', picture, tiffinfo={0x0112: orientation})
        save('colours.bmp', picture)
        save('palette.bmp', picture.quantize(200))
        save('grey.jpg', picture.convert('L'), quality=90)
        save('small-colours.jpg', picture, quality=90, subsampling='4:2:0')
        save('progressive.jpg', picture, quality=90, progressive=True)
        save('restarts.jpg', picture, quality=90, restart_marker_rows=1)
        save('grey-alpha.png', picture.convert('LA'))
        save('palette.png', picture.quantize(200))
        save('alpha.webp', Image.merge('RGBA', [*picture.split(), picture.convert('L')]), lossless=True, exact=True)
        save('frames.gif', picture.quantize(200), save_all=True, append_images=[picture.rotate(90).quantize(200)])
        save('grey.tif', picture.convert('L'))
        save('bits.tif', picture.convert('1'), compression='group4')
        save('palette.tif', picture.quantize(200))
        for compression in ('raw', 'packbits', 'tiff_lzw', 'tiff_adobe_deflate', 'jpeg'):
            save(f'{compression}.tif', picture, compression=compression)
        save('alpha.tif', Image.merge('RGBA', [*picture.split(), picture.convert('L')]))
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void Every_format_is_read_as_Pillow_reads_it()
    {
        Python.Require("PIL", "numpy");
        var files = Python.RunLines(Script, folder.FullName).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToArray();
        files.Length.ShouldBeGreaterThan(45);

        foreach (var file in files)
        {
            var (name, size) = (file[0], new PixelSize(int.Parse(file[1]), int.Parse(file[2])));
            var image = ImageFile.Read(folder[name]);
            image.Size.ShouldBe(size, name);
            var expected = File.ReadAllBytes(folder[name + ".rgb"]);
            // Decoders of JPEG may round otherwise.
            var largest = image.Pixels.Zip(expected, (mine, theirs) => Math.Abs(mine - theirs)).Max();
            largest.ShouldBeLessThanOrEqualTo(name.EndsWith(".jpg") || name == "jpeg.tif" ? 2 : 0, name);
        }
    }

    [SkippableFact]
    public void What_is_cut_short_is_refused_in_every_format()
    {
        Python.Require("PIL", "numpy");
        Python.RunLines(Script, folder.FullName);

        foreach (var name in new[] { "6.jpg", "6.png", "6.webp", "6.tif", "colours.bmp", "tiff_lzw.tif", "tiff_adobe_deflate.tif", "progressive.jpg", "alpha.webp" })
        {
            var bytes = File.ReadAllBytes(folder[name]);
            foreach (var share in new[] { 0.1, 0.5, 0.9 })
                Should.Throw<ImageException>(() => ImageFile.Decode(bytes.AsSpan(0, (int)(share * bytes.Length)), name), $"{name}, {share} of it");
        }
    }

    [SkippableFact]
    public void Written_pictures_are_what_Pillow_reads()
    {
        Python.Require("PIL", "numpy");
        var image = new RgbImage(31, 17, [.. Enumerable.Range(0, 3 * 31 * 17).Select(i => (byte)(i * 5))]);
        ImageFile.Write(folder["a.png"], image);
        LabelFile.Write(folder["b.png"], new LabelMap(31, 17, [.. Enumerable.Range(0, 31 * 17).Select(i => (byte)(i % 7))]), [new(1, 2, 3), new(4, 5, 6)]);

        var read = Python.RunLines(
            """
            import sys, json
            from PIL import Image
            folder = sys.stdin.readline().strip()
            a, b = Image.open(folder + '/a.png'), Image.open(folder + '/b.png')
            print(json.dumps([a.mode, list(a.tobytes()), b.mode, list(b.tobytes()), b.getpalette()[:6]]))
            """,
            folder.FullName);

        var parts = JsonDocument.Parse(read).RootElement;
        (parts[0].GetString(), parts[2].GetString()).ShouldBe(("RGB", "P"));
        Bytes(parts[1]).ShouldBe(image.Pixels);
        Bytes(parts[3]).ShouldBe(Enumerable.Range(0, 31 * 17).Select(i => (byte)(i % 7)));
        Bytes(parts[4]).ShouldBe([1, 2, 3, 4, 5, 6]);

        static byte[] Bytes(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetByte())];
    }
}
