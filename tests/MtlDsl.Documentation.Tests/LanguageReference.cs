using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MtlDsl.Documentation.Tests;

/// <summary>Every attribute and enum of the language as a page, from their XML documentation.</summary>
internal static partial class LanguageReference
{
    private static readonly Assembly language = typeof(TrunkAttribute).Assembly;

    private static readonly Dictionary<string, XElement> texts = XDocument.Load(Path.ChangeExtension(language.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);

    public static string Write()
    {
        var page = new StringBuilder("""
            # The language

            Every attribute and enum of a declaration. Arguments in parentheses are given in order; the others by name, `Stride = 2`. Written from the
            sources' own documentation.

            """);
        var attributes = language.GetExportedTypes().Where(type => typeof(Attribute).IsAssignableFrom(type)).ToList();
        var sections = attributes.Where(type => !type.IsAbstract).GroupBy(Section).OrderBy(group => Array.IndexOf(order, group.Key));
        foreach (var section in sections)
        {
            page.Append($"\n## {section.Key}\n");
            foreach (var type in section.OrderBy(Name, StringComparer.Ordinal))
                Write(page, type);
        }
        page.Append("\n## Values\n");
        var enums = attributes.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).Where(type => type.IsEnum && type.Assembly == language).Distinct();
        foreach (var type in enums.OrderBy(type => type.Name, StringComparer.Ordinal))
        {
            page.Append($"\n### {type.Name}\n\n{Summary($"T:{type.FullName}")}\n\n");
            foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                page.Append($"- `{field.Name}`: {Summary($"F:{type.FullName}.{field.Name}")}\n");
        }
        return page.ToString();
    }

    private static readonly string[] order = ["Networks, trunks, classes", "Layers", "Heads", "Losses", "Data sets"];

    private static string Section(Type type)
    {
        for (var b = type.BaseType; b is not null; b = b.BaseType)
            switch (b.Name)
            {
                case nameof(LayerAttribute): return "Layers";
                case nameof(HeadAttribute): return "Heads";
                case nameof(LossAttribute): return "Losses";
                case "DataSetAttribute`1" or "ImageFolderAttribute`1" or nameof(TransformAttribute): return "Data sets";
            }
        return type.Name is nameof(DetectAtAttribute) ? "Heads" : type.Name is nameof(LabelAttribute) or nameof(IgnoreAttribute) or nameof(IgnoreOthersAttribute)
            or nameof(MaskValueAttribute) or nameof(MaskColorAttribute) or nameof(IgnoreValueAttribute) or nameof(IgnoreColorAttribute) ? "Data sets" : "Networks, trunks, classes";
    }

    private static void Write(StringBuilder page, Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        page.Append($"\n### [{Name(type)}{(parameters.Length > 0 ? $"({string.Join(", ", parameters.Select(p => p.Name))})" : "")}]\n\n{Summary($"T:{type.FullName}")}\n");
        var named = type.GetProperties().Where(property => property.CanWrite).OrderBy(property => property.DeclaringType == type ? 0 : 1).ToList();
        if (parameters.Length + named.Count > 0)
            page.Append("\n| argument | type | if not given | |\n|---|---|---|---|\n");
        foreach (var parameter in parameters)
            page.Append($"| ({parameter.Name}) | {Name(parameter.ParameterType)} | | {Row(Element(type, parameter))} |\n");
        foreach (var property in named)
            page.Append($"| {property.Name} | {Name(property.PropertyType)} | {Default(type, constructor, property)} | {Row(Summary($"P:{property.DeclaringType!.FullName}.{property.Name}"))} |\n");
    }

    private static string Element(Type type, ParameterInfo parameter) =>
        texts.GetValueOrDefault($"T:{type.FullName}")?.Elements("param").FirstOrDefault(p => p.Attribute("name")?.Value == parameter.Name) is { } text ? Text(text) : "";

    private static string Default(Type type, ConstructorInfo constructor, PropertyInfo property)
    {
        if (type.IsGenericTypeDefinition)
            (type, constructor, property) = Closed(type, property.Name);
        var arguments = constructor.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null).ToArray();
        return property.GetValue(constructor.Invoke(arguments)) switch
        {
            null => "none",
            Array { Length: 0 } => "`[]`",
            bool flag => flag ? "`true`" : "`false`",
            IFormattable value => $"`{value.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}`",
            var value => $"`{value}`",
        };
    }

    private static (Type, ConstructorInfo, PropertyInfo) Closed(Type type, string property)
    {
        var isEnum = type.GetGenericArguments()[0].GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var closed = type.MakeGenericType(isEnum ? typeof(Activation) : typeof(object));
        return (closed, closed.GetConstructors()[0], closed.GetProperty(property)!);
    }

    private static string Name(Type type) => type == typeof(int) ? "int" : type == typeof(double) ? "double" : type == typeof(bool) ? "bool" : type == typeof(string) ? "string"
        : type == typeof(byte) ? "byte" : type == typeof(object) ? "a stage or class" : type == typeof(object[]) ? "stages" : type == typeof(double[]) ? "double[]"
        : Generic().Replace(type.Name.EndsWith("Attribute") || type.IsGenericType ? type.Name.Replace("Attribute", "") : type.Name, "")
            + (type.IsGenericType ? $"<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>" : "");

    private static string Summary(string id) => texts.GetValueOrDefault(id)?.Element("summary") is { } summary ? Text(summary) : "";

    private static string Row(string text) => text.Replace("|", "\\|");

    private static string Text(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(node => node switch
    {
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "paramref" or "typeparamref" } see => $"`{Short(see)}`",
        XElement other => other.Value,
        _ => ((XText)node).Value.Replace("<", "&lt;"),
    })), " ").Trim();

    private static string Short(XElement see) =>
        Generic().Replace((see.Attribute("cref") ?? see.Attribute("name") ?? see.Attribute("langword"))!.Value.Split('.')[^1], "").Replace("Attribute", "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"`\d|^T:")]
    private static partial Regex Generic();
}
