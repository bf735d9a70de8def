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
    private const string Data = "global::MtlDsl.Training.Data";

    private readonly INamedTypeSymbol type;
    private readonly OriginTable origins;
    private readonly CancellationToken cancellation;
    private readonly List<Finding> findings = [];

    private AdapterParser(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation) =>
        (this.type, this.origins, this.cancellation) = (type, origins, cancellation);

    /// <summary>The kinds of data sets, by the name of their attribute class, with the expression that opens one.</summary>
    public static IReadOnlyDictionary<string, Func<AttributeReader, string>> Kinds { get; } = new Dictionary<string, Func<AttributeReader, string>>(StringComparer.Ordinal)
    {
        ["PascalVocAttribute"] = _ => $"new {Data}.PascalVocSource({Data}.DataAdapter.RequireFolder(root), split)",
        ["PascalTextAttribute"] = _ => $"new {Data}.PascalTextSource({Data}.DataAdapter.RequireFolder(root), split)",
        ["AerialScenesAttribute"] = a =>
            $"new {Data}.AerialSceneSource(split == {Data}.Split.Train ? {Text.Number(a.Int("Train", 400))} : {Text.Number(a.Int("Test", 60))}, "
            + $"new global::MtlDsl.Vision.PixelSize({Text.Number(a.Int("Size", 320))}, {Text.Number(a.Int("Size", 320))}), seed: 1, split)",
    };

    /// <summary>Reads the declaration, and finds what is wrong with it.</summary>
    public static (AdapterSpec? Spec, IReadOnlyList<Finding> Findings) Parse(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var parser = new AdapterParser(type, origins, cancellation);
        var spec = parser.Read();
        return (parser.findings.Count == 0 ? spec : null, parser.findings);
    }

    private AdapterSpec? Read()
    {
        if (!type.IsPartial(cancellation))
            findings.Add(new(Descriptors.NotPartial, Origin.Class, type.Name));
        var (kind, data) = type.DslAttributes().FirstOrDefault(a => Kinds.ContainsKey(a.Name));
        if (data?.AttributeClass?.TypeArguments is not { Length: 1 } arguments || arguments[0] is not INamedTypeSymbol model)
            return null;
        if (model.DslAttribute("MultitaskModelAttribute") is null)
        {
            findings.Add(new(Descriptors.AdapterModel, origins.Add(() => data.TypeArgumentLocation(cancellation)), model.Name));
            return null;
        }
        var heads = Heads(model).ToList();
        return new(
            type.ToTypeSpec(),
            model.GlobalName(),
            Kinds[kind](new(data, origins, cancellation)),
            type.GetAttributes().Where(a => a.AttributeClass?.BaseType?.Name == "TransformAttribute").Select(Transform).ToEquatableArray(),
            Labels(model, heads).ToEquatableArray());
    }

    private static IEnumerable<(string Name, ITypeSymbol Classes)> Heads(INamedTypeSymbol model) =>
        from property in model.HeadProperties()
        where property.Type is INamedTypeSymbol { TypeArguments.Length: 1 }
        select (property.Name, ((INamedTypeSymbol)property.Type).TypeArguments[0]);

    private IEnumerable<HeadLabelsSpec> Labels(INamedTypeSymbol model, List<(string Name, ITypeSymbol Classes)> heads)
    {
        var mapped = type.DslAttributes().Where(a => a.Name == "LabelAttribute").Select(a => new AttributeReader(a.Data, origins, cancellation))
            .Select(a => (Reader: a, Label: a.String("label") ?? "", Class: a.Field("class"))).ToList();
        var ignored = type.DslAttributes().Where(a => a.Name == "IgnoreAttribute").Select(a => new AttributeReader(a.Data, origins, cancellation).String("label") ?? "").ToList();
        foreach (var (reader, _, member) in mapped)
            if (member is null || !heads.Any(h => SymbolEqualityComparer.Default.Equals(h.Classes, member.ContainingType)))
                findings.Add(new(Descriptors.LabelClass, reader.ArgumentOrigin("class"), member?.Name ?? "null", model.Name,
                    string.Join(", ", heads.SelectMany(h => h.Classes.EnumMembers().Select(m => $"{h.Classes.Name}.{m.Name}")))));
        foreach (var (name, classes) in heads)
        {
            var arms = new List<LabelArm>();
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
    private static string Transform(AttributeData data)
    {
        var name = data.AttributeClass!.Name;
        var arguments = data.ConstructorArguments.Select(a => Value(a))
            .Concat(data.NamedArguments.Select(a => $"{Text.Camel(a.Key)}: {Value(a.Value)}"));
        return $"new {Data}.{name.Substring(0, name.Length - "Attribute".Length)}({string.Join(", ", arguments)})";
    }

    private static string Value(TypedConstant value) => Text.Number(Convert.ToDouble(value.Value, CultureInfo.InvariantCulture));

    private static string Member(IFieldSymbol member) => $"{member.ContainingType.GlobalName()}.{Text.Identifier(member.Name)}";
}
