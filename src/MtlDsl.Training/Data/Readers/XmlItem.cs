using System.Text;
using System.Xml;

namespace MtlDsl.Training.Data;

/// <summary>An element of an XML file: its name without the namespace, its line, its own text and the elements in it.</summary>
internal sealed class XmlItem
{
    /// <summary>How deep elements may lie in each other. Annotations have five levels; the limit is for files that are none.</summary>
    private const int Deepest = 64;

    private readonly StringBuilder text = new();
    private readonly List<XmlItem> children = [];

    private XmlItem(XmlReader reader) => (Name, Line) = (reader.LocalName, ((IXmlLineInfo)reader).LineNumber);

    public string Name { get; }

    public int Line { get; }

    public string Text => text.ToString();

    public IReadOnlyList<XmlItem> Children => children;

    /// <summary>The first element of a name in it; null where there is none.</summary>
    public XmlItem? Child(string name) => children.FirstOrDefault(child => child.Name == name);

    /// <summary>Whether an element of a name lies in it at any depth, the name in any case.</summary>
    public bool Holds(string name) =>
        children.Any(child => child.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || child.Holds(name));

    /// <summary>Reads a file.</summary>
    /// <returns>Its outermost element.</returns>
    /// <exception cref="DataException">It cannot be read, is broken or too deep; the message gives the line.</exception>
    public static XmlItem Read(string path)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(DataText.ReadXml(path)), settings);
        try
        {
            return Read(path, reader);
        }
        catch (XmlException exception)
        {
            throw new DataException($"{path}, line {exception.LineNumber}: broken XML: {exception.Message}", exception);
        }
    }

    private static XmlItem Read(string path, XmlReader reader)
    {
        var open = new Stack<XmlItem>();
        XmlItem? root = null;
        while (reader.Read())
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var item = new XmlItem(reader);
                    if (open.Count == Deepest)
                        throw new DataException($"{path}, line {item.Line}: <{item.Name}> lies in {Deepest} other elements; an annotation is not so deep.");
                    if (open.TryPeek(out var parent))
                        parent.children.Add(item);
                    root ??= item;
                    if (!reader.IsEmptyElement)
                        open.Push(item);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    open.Peek().text.Append(reader.Value);
                    break;
            }
        return root!;
    }
}
