using System.Globalization;
using System.Text.RegularExpressions;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>An annotation in the text format "PASCAL Annotation Version 1.00", the forerunner of VOC's XML.</summary>
/// <param name="Size">The image's size as the annotation gives it.</param>
/// <param name="Boxes">The objects in the order of their numbers: the first is object 1, which has value 1 in the mask.</param>
/// <param name="MaskFile">File name of the mask, without folder; null where the annotation names none.</param>
internal sealed partial record PascalTextAnnotation(PixelSize Size, IReadOnlyList<AnnotatedBox> Boxes, string? MaskFile)
{
    private const string Header = "PASCAL Annotation Version 1.00";

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">The file is unreadable, of another format, or broken; the message gives the line.</exception>
    public static PascalTextAnnotation Read(string path)
    {
        var lines = DataText.Read(path).Split('\n', StringSplitOptions.TrimEntries);
        if (!lines[0].Contains(Header, StringComparison.Ordinal))
            throw new DataException($"{path}, line 1: the file does not begin with \"{Header}\".");

        PixelSize? size = null;
        int? announced = null;
        string? mask = null;
        var boxes = new List<AnnotatedBox>();
        for (var index = 0; index < lines.Length; index++)
        {
            var (line, number) = (lines[index], index + 1);
            if (line.StartsWith("Image size", StringComparison.Ordinal))
                size = ReadSize(path, line, number);
            else if (line.StartsWith("Objects with ground truth", StringComparison.Ordinal))
                announced = Integer(Require(ObjectCount(), path, line, number).Groups[1]);
            else if (line.StartsWith("Bounding box", StringComparison.Ordinal))
                boxes.Add(ReadBox(path, line, number, boxes.Count + 1));
            else if (line.StartsWith("Pixel mask", StringComparison.Ordinal))
                mask = Path.GetFileName(Require(PixelMask(), path, line, number).Groups[1].Value);
        }

        if (size is null)
            throw new DataException($"{path} has no line \"Image size (X x Y x C)\"; the file may be cut short.");
        if (announced != boxes.Count)
            throw new DataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{path} announces {announced ?? 0} objects but has {boxes.Count} bounding boxes; the file may be cut short."));
        return new PascalTextAnnotation(size.Value, boxes, mask);
    }

    private static PixelSize ReadSize(string path, string line, int number)
    {
        var match = Require(ImageSize(), path, line, number);
        return new PixelSize(Integer(match.Groups[1]), Integer(match.Groups[2]));
    }

    private static AnnotatedBox ReadBox(string path, string line, int number, int expected)
    {
        var match = Require(BoundingBox(), path, line, number);
        // The mask's values are the objects' numbers: an order of our own would give a person's pixels to the neighbour.
        if (Integer(match.Groups[1]) != expected)
            throw new DataException(
                $"{path}, line {number}: bounding box of object {match.Groups[1].Value} where object {expected} is due.");
        return new AnnotatedBox(
            match.Groups[2].Value,
            Integer(match.Groups[3]), Integer(match.Groups[4]), Integer(match.Groups[5]), Integer(match.Groups[6]),
            Difficult: false, number);
    }

    private static Match Require(Regex form, string path, string line, int number)
    {
        var match = form.Match(line);
        return match.Success ? match : throw new DataException($"{path}, line {number}: cannot make sense of \"{Excerpt.Of(line)}\".");
    }

    private static int Integer(Group group) => int.Parse(group.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(@":\s*(\d{1,6}) x (\d{1,6}) x \d+")]
    private static partial Regex ImageSize();

    [GeneratedRegex(@":\s*(\d{1,6})")]
    private static partial Regex ObjectCount();

    [GeneratedRegex(@"^Bounding box for object (\d{1,6}) ""([^""]+)"" .*:\s*\((-?\d{1,6}), (-?\d{1,6})\) - \((-?\d{1,6}), (-?\d{1,6})\)$")]
    private static partial Regex BoundingBox();

    [GeneratedRegex(@":\s*""([^""]+)""$")]
    private static partial Regex PixelMask();
}
