using System.Globalization;
using System.Text.Json;
using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.Benchmarks.Loading;

/// <summary>Photos brought to the size and the format of Pascal VOC's: 500x375, JPEG, boxes as XML and, for the peer, as JSON.</summary>
internal sealed class PhotoFolder : IDisposable
{
    private static readonly PixelSize size = new(500, 375);

    /// <summary>Converts every photo of a folder in YOLO's layout: images/**/x.jpg with labels/**/x.txt.</summary>
    public PhotoFolder(string source)
    {
        var boxes = new SortedDictionary<string, float[][]>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(source, "images"), "*.jpg", SearchOption.AllDirectories))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            ImageFile.Write(Path.Combine(Root, "JPEGImages", name + ".jpg"), ImageResampler.Resize(ImageFile.Read(path), ImageResampler.Whole, size));
            var labels = Path.ChangeExtension(Path.Combine(source, "labels", Path.GetRelativePath(Path.Combine(source, "images"), path)), ".txt");
            boxes[name] = File.Exists(labels) ? [.. File.ReadLines(labels).Select(Corners)] : []; // a photo without objects has no file
            WriteText($"Annotations/{name}.xml", Annotation(boxes[name]));
        }
        WriteText("ImageSets/Main/trainval.txt", string.Join('\n', boxes.Keys));
        WriteText("boxes.json", JsonSerializer.Serialize(boxes));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("mtldsl-loading").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static float[] Corners(string row)
    {
        var numbers = row.Split(' ')[1..5].Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        var box = new Box(
            numbers[0] - numbers[2] / 2, numbers[1] - numbers[3] / 2, numbers[0] + numbers[2] / 2, numbers[1] + numbers[3] / 2)
            .ClampToUnit().Scale(size.Width, size.Height);
        return [box.Left, box.Top, box.Right, box.Bottom];
    }

    private static string Annotation(float[][] boxes) => "<annotation>" + string.Concat(boxes.Select(box => string.Create(
        CultureInfo.InvariantCulture,
        $"<object><name>person</name><bndbox><xmin>{box[0] + 1}</xmin><ymin>{box[1] + 1}</ymin><xmax>{box[2]}</xmax><ymax>{box[3]}</ymax></bndbox></object>")))
        + "</annotation>";

    private void WriteText(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
