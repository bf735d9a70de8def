using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>A folder for the files of a small data set, removed in the end.</summary>
internal sealed class TemporaryTree : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public string Root => folder.FullName;

    public string Path(string name) => folder[name];

    public TemporaryTree Text(string name, string content)
    {
        File.WriteAllText(Place(name), content);
        return this;
    }

    public TemporaryTree Bytes(string name, params IEnumerable<byte> content)
    {
        File.WriteAllBytes(Place(name), [.. content]);
        return this;
    }

    public TemporaryTree Image(string name, int width, int height, byte value = 128)
    {
        var image = new RgbImage(width, height);
        Array.Fill(image.Pixels, value);
        ImageFile.Write(Place(name), image);
        return this;
    }

    public TemporaryTree PaletteMask(string name, LabelMap labels)
    {
        File.WriteAllBytes(Place(name), Png.Palette(labels));
        return this;
    }

    public TemporaryTree GreyMask(string name, LabelMap labels)
    {
        File.WriteAllBytes(Place(name), Png.Grey(labels));
        return this;
    }

    /// <summary>Cuts a file in half, as a broken download leaves it.</summary>
    public TemporaryTree Truncate(string name)
    {
        using var stream = File.OpenWrite(Path(name));
        stream.SetLength(stream.Length / 2);
        return this;
    }

    public void Dispose() => folder.Dispose();

    private string Place(string name)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        return Path(name);
    }
}
