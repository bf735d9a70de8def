using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads a class marked with a data set attribute.</summary>
internal sealed class AdapterParser
{
    /// <summary>Pixels of the largest image side that JPEG knows.</summary>
    private const int LargestSide = 65535;

    private const string Data = "global::MtlDsl.Training.Data";

    private readonly INamedTypeSymbol type;
    private readonly OriginTable origins;
    private readonly CancellationToken cancellation;
    private readonly List<Finding> findings = [];
    private bool canExtend;

    private AdapterParser(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation) =>
        (this.type, this.origins, this.cancellation) = (type, origins, cancellation);

    /// <summary>
    /// Reads the declaration, and finds what is wrong with it. Mistakes in labels and transforms leave an adapter to be written, so that they stay
    /// the only errors.
    /// </summary>
    public static (AdapterSpec? Spec, IReadOnlyList<Finding> Findings) Parse(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var parser = new AdapterParser(type, origins, cancellation);
        var spec = parser.Read();
        return (parser.canExtend ? spec : null, parser.findings);
    }

    private AdapterSpec? Read()
    {
        findings.AddRange(new ClassRules(type, origins, cancellation).CheckClass("MtlDsl.Training.Data.DataAdapter"));
        canExtend = findings.Count == 0;
        var declared = type.DslAttributes().Where(a => DataSetKinds.Of(a.Name) is not null).ToList();
        var (name, data) = declared[0];
        if (declared.Count > 1)
            findings.Add(new(Descriptors.TwoDataSets, new AttributeReader(declared[1].Data, origins, cancellation).Origin,
                type.Name, name.WithoutAttribute(), declared[1].Name.WithoutAttribute()));
        if (data.AttributeClass?.TypeArguments is not { Length: 1 } arguments || DataSetKinds.Of(name) is not { } kind)
            return null;
        if (arguments[0] is not INamedTypeSymbol model || model.DslAttribute(Known.MultitaskModelName) is null)
        {
            findings.Add(new(Descriptors.AdapterModel, origins.Add(() => data.TypeArgumentLocation(cancellation)), arguments[0].ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            return null;
        }
        var heads = Heads(model).ToList();
        return new(
            type.ToTypeSpec(),
            model.GlobalName(),
            kind.Source(new(data, origins, cancellation)),
            type.DslAttributes().Where(a => a.Data.AttributeClass!.BaseType?.Name == "TransformAttribute").Select(a => Transform(a.Name.WithoutAttribute(), a.Data)).ToEquatableArray(),
            Labels(model, heads).ToEquatableArray());
    }

    /// <summary>The network's heads with their class enums; null for a kind without.</summary>
    private static IEnumerable<(string Name, ITypeSymbol? Classes)> Heads(INamedTypeSymbol model) =>
        model.HeadProperties().Select(property => (property.Name, (property.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault()));

    private IEnumerable<HeadLabelsSpec> Labels(INamedTypeSymbol model, List<(string Name, ITypeSymbol? Classes)> heads)
    {
        var mapped = type.DslAttributes().Where(a => a.Name == "LabelAttribute").Select(a => new AttributeReader(a.Data, origins, cancellation))
            .Select(a => (Reader: a, Label: a.String("label") ?? "", Class: a.Field("class"))).ToList();
        var ignored = type.DslAttributes().Where(a => a.Name == "IgnoreAttribute").Select(a => new AttributeReader(a.Data, origins, cancellation).String("label") ?? "").ToList();
        foreach (var (reader, _, member) in mapped)
            if (member is null || !heads.Any(h => SymbolEqualityComparer.Default.Equals(h.Classes, member.ContainingType)))
                findings.Add(new(Descriptors.LabelClass, reader.ArgumentOrigin("class"), member?.Name ?? "null", model.Name,
                    string.Join(", ", heads.Select(h => h.Classes).OfType<ITypeSymbol>().SelectMany(c => c.EnumMembers().Select(m => $"{c.Name}.{m.Name}")))));
        foreach (var (name, classes) in heads)
        {
            var arms = new List<LabelArm>();
            if (classes is null)
            {
                yield return new(name, arms.ToEquatableArray());
                continue;
            }
            foreach (var label in ignored)
                arms.Add(new(label.ToLowerInvariant(), null));
            foreach (var (reader, label, member) in mapped.Where(m => SymbolEqualityComparer.Default.Equals(m.Class?.ContainingType, classes)))
                if (arms.Any(arm => arm.Label == label.ToLowerInvariant()))
                    findings.Add(new(Descriptors.LabelTwice, reader.ArgumentOrigin("label"), label, name));
                else
                    arms.Add(new(label.ToLowerInvariant(), Member(member!)));
            foreach (var member in classes.EnumMembers().Where(m => arms.All(arm => arm.Label != m.Name.ToLowerInvariant())))
                arms.Add(new(member.Name.ToLowerInvariant(), Member(member)));
            yield return new(name, arms.ToEquatableArray());
        }
    }

    /// <summary>A transform of the attribute's name, made with the arguments that the attribute gives.</summary>
    private string Transform(string name, AttributeData data)
    {
        var reader = new ArgumentReader(new(data, origins, cancellation), name, findings.Add);
        reader.Number("maxRatio", 1, Allowed.AtLeastOne);
        reader.Number("MinScale", 1, Allowed.Fraction);
        reader.Number("Probability", 1, Allowed.Fraction);
        reader.Number("MinShare", 0.5, Allowed.UpToHalf);
        reader.Count("Width", 1, LargestSide);
        reader.Count("Height", 1, LargestSide);
        var smallest = reader.Number("smallest", 1, Allowed.Positive);
        reader.Number("largest", smallest, Allowed.NotLess(smallest));
        foreach (var shift in new[] { "Brightness", "Contrast", "Saturation", "Hue", "Value" })
            reader.Number(shift, 0, Allowed.NotNegative);
        var arguments = data.ConstructorArguments.Select(Value).Concat(data.NamedArguments.Select(a => $"{Text.Camel(a.Key)}: {Value(a.Value)}"));
        return $"new {Data}.{name}({string.Join(", ", arguments)})";
    }

    private static string Value(TypedConstant value) => value.Value is bool flag ? (flag ? "true" : "false") : Text.Number(Convert.ToDouble(value.Value, CultureInfo.InvariantCulture));

    private static string Member(IFieldSymbol member) => $"{member.ContainingType.GlobalName()}.{Text.Identifier(member.Name)}";
}
