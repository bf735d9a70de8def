using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;
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
    private readonly List<HeadCoverage> coverage = [];
    private bool canExtend;

    private AdapterParser(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation) =>
        (this.type, this.origins, this.cancellation) = (type, origins, cancellation);

    /// <summary>
    /// Reads the declaration, and finds what is wrong with it. Mistakes in labels and transforms leave an adapter to be written, so that they stay
    /// the only errors.
    /// </summary>
    public static (AdapterSpec? Spec, IReadOnlyList<Finding> Findings, IReadOnlyList<HeadCoverage> Coverage) Parse(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var parser = new AdapterParser(type, origins, cancellation);
        var spec = parser.Read();
        return (parser.canExtend ? spec : null, parser.findings, parser.coverage);
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
        var heads = HeadClasses.Of(model);
        var reader = new DataSetReader(new(data, origins, cancellation), kind.Name, type, heads, findings.Add);
        if (!kind.DeclaresMasks)
            foreach (var stray in type.DslAttributes().Where(a => MaskLabels.Attributes.Contains(a.Name.WithoutAttribute())))
                findings.Add(new(Descriptors.StrayMaskLabel, reader.Attribute.Of(stray.Data).Origin, stray.Name.WithoutAttribute(), type.Name, kind.Name));
        var names = type.DslAttributes().Where(a => a.Name == "LabelAttribute").Select(a => reader.Attribute.Of(a.Data))
            .Select(a => new MappedLabel(a.String("label") ?? "", a.Field("class"), a.ArgumentOrigin("label"), a.ArgumentOrigin("class"))).ToList();
        var ignored = new IgnoredLabels(type, model, heads, reader.Attribute.Of, findings.Add);
        return new(
            type.ToTypeSpec(),
            model.GlobalName(),
            kind.Source(reader),
            type.DslAttributes().Where(a => a.Data.AttributeClass!.BaseType?.Name == "TransformAttribute").Select(a => Transform(a.Name.WithoutAttribute(), a.Data)).ToEquatableArray(),
            names.Select(name => name.Label).Concat(ignored.All).Distinct().ToEquatableArray(),
            Labels(model, heads, reader.Attribute, kind, names, ignored, kind.DeclaresMasks ? reader.Masks.Mapped : []).ToEquatableArray());
    }

    private IEnumerable<HeadLabelsSpec> Labels(
        INamedTypeSymbol model, IReadOnlyList<HeadClasses> heads, AttributeReader dataSet, DataSetKind kind, IReadOnlyList<MappedLabel> names,
        IgnoredLabels ignored, IReadOnlyList<MappedLabel> masks)
    {
        CheckClasses(names, heads, "a head", model);
        CheckClasses(masks, [.. heads.Where(head => head.Task == HeadTask.Segmentation)], "a segmentation head", model);
        foreach (var head in heads)
        {
            var arms = new List<LabelArm>();
            var isLabelled = kind.LabelsTask(head.Task, dataSet);
            if (head.Classes is null)
            {
                if (isLabelled)
                    coverage.Add(new(head.Name, null));
                yield return new(head.Name, arms.ToEquatableArray(), false);
                continue;
            }
            var alone = new HashSet<string>();
            foreach (var (label, forHeadAlone) in ignored.Of(head))
            {
                arms.Add(new(Text.LabelKey(label), null));
                if (forHeadAlone)
                    alone.Add(Text.LabelKey(label));
            }
            // A class may be that of several heads: the one that is named does not learn it, whatever is said of all.
            foreach (var mapped in names.Concat(masks).Where(mapped => mapped.Class is { } member && head.Has(member) && !alone.Contains(Text.LabelKey(mapped.Label))))
                if (arms.Any(arm => arm.Label == Text.LabelKey(mapped.Label)))
                    findings.Add(new(Descriptors.LabelTwice, mapped.LabelOrigin, mapped.Label, head.Name));
                else
                    arms.Add(new(Text.LabelKey(mapped.Label), Member(mapped.Class!)));
            // A mask's values are no names.
            if (masks.Count == 0)
                foreach (var member in head.Classes.EnumMembers().Where(m => arms.All(arm => arm.Label != Text.LabelKey(m.Name))))
                    arms.Add(new(Text.LabelKey(member.Name), Member(member)));
            if (isLabelled)
                Cover(head, arms, ignored.AreOthers(head), dataSet.Origin, kind, kind.DeclaresMasks ? MaskNames(masks, heads) : kind.Labels(head.Task));
            yield return new(head.Name, arms.ToEquatableArray(), ignored.AreOthers(head));
        }
    }

    /// <summary>Holds a head's classes against the labels of a data set: those that are always the same, or null.</summary>
    private void Cover(HeadClasses head, List<LabelArm> arms, bool ignoresOthers, Origin dataSet, DataSetKind kind, IReadOnlyList<string>? labels)
    {
        var classes = arms.GroupBy(arm => arm.Label).ToDictionary(group => group.Key, group => group.First().Class);
        foreach (var label in (labels ?? []).Where(label => !ignoresOthers && !classes.ContainsKey(Text.LabelKey(label))))
            findings.Add(new(Descriptors.LabelWithoutClass, dataSet, label, kind.Name, head.Name,
                string.Join(", ", head.Classes!.EnumMembers().Select(member => $"{head.Classes!.Name}.{member.Name}"))));
        var reached = labels?.Select(label => classes.TryGetValue(Text.LabelKey(label), out var member) ? member : null).ToList();
        coverage.Add(new(head.Name, reached is null ? null : [.. head.Classes!.EnumMembers().Where(member => reached.Contains(Member(member))).Select(member => member.Name)]));
    }

    // What stands for no class at all is a mistake of its own.
    private static IReadOnlyList<string> MaskNames(IReadOnlyList<MappedLabel> masks, IReadOnlyList<HeadClasses> heads) =>
        [.. masks.Where(mask => mask.Class is { } member && heads.Any(head => head.Task == HeadTask.Segmentation && head.Has(member))).Select(mask => mask.Label).Distinct()];

    private void CheckClasses(IEnumerable<MappedLabel> labels, IReadOnlyList<HeadClasses> heads, string where, INamedTypeSymbol model)
    {
        foreach (var label in labels.Where(label => label.Class is not { } member || !heads.Any(head => head.Has(member))))
            findings.Add(new(Descriptors.LabelClass, label.ClassOrigin, label.Class?.Name ?? "null", where, model.Name,
                string.Join(", ", heads.Select(head => head.Classes).OfType<ITypeSymbol>().SelectMany(c => c.EnumMembers().Select(m => $"{c.Name}.{m.Name}")))));
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
