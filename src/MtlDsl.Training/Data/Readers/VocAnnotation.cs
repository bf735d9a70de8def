using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>An annotation in Pascal VOC's XML.</summary>
/// <param name="Size">The image's size as the annotation gives it; null where it gives none.</param>
/// <param name="Boxes">The objects.</param>
internal sealed record VocAnnotation(PixelSize? Size, IReadOnlyList<AnnotatedBox> Boxes)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="DataException">The file is unreadable, broken XML, or lacks an element.</exception>
    public static VocAnnotation Read(string path)
    {
        XElement root;
        try
        {
            // From bytes, not from text: the file itself says in which encoding it is.
            using var stream = File.OpenRead(path);
            root = XDocument.Load(stream, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException exception)
        {
            throw new DataException($"{path}, line {exception.LineNumber}: broken XML: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"Cannot read '{path}': {exception.Message}", exception);
        }
        if (root.Name.LocalName != "annotation")
            throw new DataException($"{path}, line {Line(root)}: the file holds <{root.Name.LocalName}>, not Pascal VOC's <annotation>.");
        return new VocAnnotation(ReadSize(path, root), [.. root.Elements("object").Select(element => ReadObject(path, element))]);
    }

    private static PixelSize? ReadSize(string path, XElement root)
    {
        if (root.Element("size") is not { } element)
            return null;
        // Some tools write zeros when they have not opened the image.
        var size = new PixelSize((int)Number(path, element, "width"), (int)Number(path, element, "height"));
        return size is { Width: > 0, Height: > 0 } ? size : null;
    }

    private static AnnotatedBox ReadObject(string path, XElement element)
    {
        var label = Child(path, element, "name").Value.Trim();
        if (label.Length == 0)
            throw new DataException($"{path}, line {Line(element)}: an <object> has an empty <name>.");
        // A person's head, hands and feet have boxes too, one level deeper: only the object's own is asked for.
        var box = Child(path, element, "bndbox");
        return new AnnotatedBox(
            label,
            Number(path, box, "xmin"), Number(path, box, "ymin"), Number(path, box, "xmax"), Number(path, box, "ymax"),
            element.Element("difficult")?.Value.Trim().ToUpperInvariant() is "1" or "TRUE", Line(box));
    }

    private static float Number(string path, XElement parent, string name)
    {
        var element = Child(path, parent, name);
        return float.TryParse(element.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new DataException($"{path}, line {Line(element)}: <{name}> holds '{element.Value}', not a number.");
    }

    private static XElement Child(string path, XElement parent, string name) =>
        parent.Element(name)
        ?? throw new DataException($"{path}, line {Line(parent)}: <{parent.Name.LocalName}> has no <{name}>.");

    private static int Line(XElement element) => ((IXmlLineInfo)element).LineNumber;
}
