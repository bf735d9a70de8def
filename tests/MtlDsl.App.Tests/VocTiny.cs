using MtlDsl.Imaging;
using MtlDsl.Training.Data;
using MtlDsl.Training.Tests;
using MtlDsl.Vision;

namespace MtlDsl.App.Tests;

/// <summary>Brings a Pascal VOC tree to the small network; it calls red what the tree calls aeroplane, and green what it calls bicycle.</summary>
internal sealed class VocTiny : TinyData
{
    public override IExampleSource Open(string? root, Split split) => new PascalVocSource(root, split);

    public override int MapLabel(int head, string label) => base.MapLabel(head, label switch
    {
        "background" => "ground",
        "aeroplane" => "red",
        "bicycle" => "green",
        _ => label,
    });

    /// <summary>Writes a tree of 32x32 pictures 01, 02 ..., each with an aeroplane as a box and in its mask; every fifth is for testing.</summary>
    public static void Write(string root, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            var image = new RgbImage(32, 32);
            new Random(number).NextBytes(image.Pixels);
            var mask = new LabelMap(32, 32);
            for (var y = 8; y < 20; y++)
                mask.Labels.AsSpan(32 * y + 10, 12).Fill(1);
            ImageFile.Write(Path.Combine(root, "JPEGImages", $"{number:00}.jpg"), image);
            LabelFile.Write(Path.Combine(root, "SegmentationClass", $"{number:00}.png"), mask, [new(0, 0, 0), new(255, 0, 0)]);
            WriteAnnotation(root, number, "aeroplane");
        }
    }

    /// <summary>Writes the annotation of a picture anew.</summary>
    public static void WriteAnnotation(string root, int number, string label, int right = 22, int width = 32)
    {
        var path = Path.Combine(root, "Annotations", $"{number:00}.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The size may be absent.
        var size = number % 2 == 0 ? "" : $"<size><width>{width}</width><height>32</height><depth>3</depth></size>";
        File.WriteAllText(
            path,
            $"<annotation>{size}<object><name>{label}</name><bndbox><xmin>11</xmin><ymin>9</ymin><xmax>{right}</xmax><ymax>20</ymax></bndbox></object></annotation>");
    }

    /// <summary>Cuts a picture in half, as a broken download leaves it.</summary>
    public static void Truncate(string root, int number)
    {
        using var stream = File.OpenWrite(Path.Combine(root, "JPEGImages", $"{number:00}.jpg"));
        stream.SetLength(stream.Length / 2);
    }
}
