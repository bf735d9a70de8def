using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>What the values or colours of masks stand for: the classes' own colours, or what [MaskColor], [MaskValue] and their like say.</summary>
internal sealed class MaskLabels
{
    private const string Format = "global::MtlDsl.Training.Data.MaskFormat";

    /// <summary>The value of pixels without label where masks hold the numbers of classes, as in Pascal VOC.</summary>
    private const byte Unlabelled = 255;

    private readonly DataSetReader dataSet;
    private readonly INamedTypeSymbol type;
    private readonly List<ITypeSymbol> classEnums;
    private readonly List<string> ignored = [];
    private readonly bool holdsValues, ignoresOthers;

    public MaskLabels(DataSetReader dataSet, INamedTypeSymbol type, IReadOnlyList<HeadClasses> heads, Action<Finding> report)
    {
        this.dataSet = dataSet;
        this.type = type;
        // Two heads may have the same classes.
        classEnums = [.. heads.Where(head => head.Task == HeadTask.Segmentation).Select(head => head.Classes).OfType<ITypeSymbol>().Distinct<ITypeSymbol>(SymbolEqualityComparer.Default)];
        ignoresOthers = Find("IgnoreOthers").Select(a => a.String("Head")).Any(name => name is null || heads.Any(head => head.Task == HeadTask.Segmentation && head.Name == name));
        holdsValues = Find("MaskValue").Any() || dataSet.Attribute.EnumName("Pixels", "Colors") == "Classes";
        foreach (var stray in Find(holdsValues ? "MaskColor" : "MaskValue").Concat(Find(holdsValues ? "IgnoreColor" : "IgnoreValue")))
            report(new(Descriptors.MixedMasks, stray.Origin));
        Mapped = [.. holdsValues ? Values() : Colors()];
    }

    /// <summary>The attributes that say so.</summary>
    public static IReadOnlyList<string> Attributes { get; } = ["MaskValue", "MaskColor", "IgnoreValue", "IgnoreColor"];

    /// <summary>The labels and their classes.</summary>
    public IReadOnlyList<MappedLabel> Mapped { get; }

    /// <summary>The C# expression that makes the masks' format.</summary>
    public string Expression => holdsValues
        ? $"{Format}.Values({List(Mapped.Select(label => label.Label))}, {List(ignored)}{Others})"
        : $"{Format}.Colors({List(Mapped.Select(label => label.Label).Select(Rgb))}, {List(ignored.Select(Rgb))}{Others})";

    private string Others => ignoresOthers ? ", ignoreOthers: true" : "";

    private IEnumerable<MappedLabel> Values()
    {
        ignored.AddRange(Find("IgnoreValue").Select(a => Number(a.Byte("value"))));
        var declared = Find("MaskValue").Select(a => new MappedLabel(Number(a.Byte("value")), a.Field("class"), a.ArgumentOrigin("value"), a.ArgumentOrigin("class"))).ToList();
        if (declared.Count > 0)
            return declared;
        ignored.Add(Number(Unlabelled));
        return Members().Select(member => new MappedLabel(Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture)!, member, dataSet.Attribute.Origin, dataSet.Attribute.Origin));
    }

    private IEnumerable<MappedLabel> Colors()
    {
        ignored.AddRange(Find("IgnoreColor").Select(a => Hex(a.Byte("r"), a.Byte("g"), a.Byte("b"))));
        var declared = Find("MaskColor").Select(a => new MappedLabel(Hex(a.Byte("r"), a.Byte("g"), a.Byte("b")), a.Field("class"), a.Origin, a.ArgumentOrigin("class"))).ToList();
        var own = from classes in classEnums
                  from member in classes.EnumMembers()
                  where !declared.Any(label => SymbolEqualityComparer.Default.Equals(label.Class, member))
                  let drawn = ClassEnumParser.Parse(classes, Origin.Class).Members.First(m => m.Name == member.Name)
                  select new MappedLabel(Hex(drawn.R, drawn.G, drawn.B), member, dataSet.Attribute.Origin, dataSet.Attribute.Origin);
        return declared.Concat(own);
    }

    private IEnumerable<IFieldSymbol> Members() => classEnums.SelectMany(classes => classes.EnumMembers());

    private IEnumerable<AttributeReader> Find(string name) => type.DslAttributes().Where(a => a.Name == name + "Attribute").Select(a => dataSet.Attribute.Of(a.Data));

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Distinct())}]";

    private static string Number(byte value) => Text.Number((int)value);

    private static string Hex(byte r, byte g, byte b) => string.Format(CultureInfo.InvariantCulture, "#{0:x2}{1:x2}{2:x2}", r, g, b);

    private static string Rgb(string hex) => $"new(0x{hex.Substring(1, 2)}, 0x{hex.Substring(3, 2)}, 0x{hex.Substring(5, 2)})";
}
