using System.Globalization;
using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>An annotation in Pascal VOC's XML.</summary>
/// <param name="Size">The image's size as the annotation gives it; null where it gives none.</param>
/// <param name="Boxes">The objects.</param>
internal sealed record VocAnnotation(PixelSize? Size, IReadOnlyList<AnnotatedBox> Boxes)
{
    private const string Object = "object", Box = "bndbox";

    /// <summary>Reads a file. Namespaces make no difference.</summary>
    /// <exception cref="DataException">The file is unreadable, broken XML, lacks an element, or has boxes in what is no object.</exception>
    public static VocAnnotation Read(string path)
    {
        var root = XmlItem.Read(path);
        if (root.Name != "annotation")
            throw new DataException($"{path}, line {root.Line}: the file holds <{root.Name}>, not Pascal VOC's <annotation>.");
        foreach (var other in root.Children)
            if (other.Name != Object && (other.Name.Equals(Object, StringComparison.OrdinalIgnoreCase) || other.Holds(Box)))
                throw new DataException(
                    $"{path}, line {other.Line}: <{other.Name}> is no element of Pascal VOC's, though it looks like an object; an object is <{Object}>, in small letters and straight in <annotation>.");
        return new VocAnnotation(ReadSize(path, root), [.. root.Children.Where(child => child.Name == Object).Select(element => ReadObject(path, element))]);
    }

    private static PixelSize? ReadSize(string path, XmlItem root)
    {
        if (root.Child("size") is not { } element)
            return null;
        // Some tools write zeros when they have not opened the image.
        var size = new PixelSize((int)Number(path, element, "width"), (int)Number(path, element, "height"));
        return size is { Width: > 0, Height: > 0 } ? size : null;
    }

    private static AnnotatedBox ReadObject(string path, XmlItem element)
    {
        var label = Child(path, element, "name").Text.Trim();
        if (label.Length == 0)
            throw new DataException($"{path}, line {element.Line}: an <{Object}> has an empty <name>.");
        // A person's head, hands and feet have boxes too, one level deeper: only the object's own is asked for.
        var box = Child(path, element, Box);
        return new AnnotatedBox(
            label,
            Number(path, box, "xmin"), Number(path, box, "ymin"), Number(path, box, "xmax"), Number(path, box, "ymax"),
            element.Child("difficult")?.Text.Trim().ToUpperInvariant() is "1" or "TRUE", box.Line);
    }

    private static float Number(string path, XmlItem parent, string name)
    {
        var element = Child(path, parent, name);
        return float.TryParse(element.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new DataException($"{path}, line {element.Line}: <{name}> holds '{Excerpt.Of(element.Text)}', not a number.");
    }

    private static XmlItem Child(string path, XmlItem parent, string name) =>
        parent.Child(name) ?? throw new DataException($"{path}, line {parent.Line}: <{parent.Name}> has no <{name}>.");
}
