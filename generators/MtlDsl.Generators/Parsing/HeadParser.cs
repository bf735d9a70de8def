using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Losses;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads a partial property that declares a head.</summary>
internal sealed class HeadParser(OriginTable origins, Action<INamedTypeSymbol> branches, Action<Finding> report, CancellationToken cancellation)
{
    public HeadSpec? Read(IPropertySymbol property)
    {
        var origin = origins.Add(() => property.Locations.FirstOrDefault());
        var kinds = property.HeadKinds().ToList();
        var (kind, data) = kinds[0];
        if (kinds.Count > 1)
            Report(Descriptors.DuplicateHead, Reader(kinds[1].Data).Origin, property.Name, kind.Name, kinds[1].Kind.Name);
        if (!property.IsPartial(cancellation) || property.SetMethod is not null || property.IsStatic)
            Report(Descriptors.HeadNotPartial, origin, property.Name, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        if (MemberNames.Reserved.Contains(property.Name))
            Report(Descriptors.ReservedName, origin, property.Name, "head");
        if (property.Type is not INamedTypeSymbol type || type.Name != kind.Type || type.Arity != (kind.HasClasses ? 1 : 0))
        {
            Report(Descriptors.HeadType, origins.Add(() => Syntax(property)?.Type.GetLocation()), property.Name, kind.Name,
                kind.DisplayType, property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return null;
        }
        var classes = kind.HasClasses ? ReadClasses(type.TypeArguments[0], property, kind) : ClassEnumSpec.None;
        var losses = ReadLosses(property, kind, classes.Members.Count, origin).ToEquatableArray();
        var maps = property.DslAttributes().Where(a => a.Name == "DetectAtAttribute").Select(a => Reader(a.Data)).ToList();
        if (kind.Task != HeadTask.Detection && maps.Count > 0)
            Report(Descriptors.StrayDetectAt, maps[0].Origin, property.Name, kind.Name);
        return kind.Read(new(
            new(property.Name, property.PartialHeader(cancellation), classes, losses, origin),
            new(Reader(data), kind.Name, report), maps, branches, report));
    }

    private ClassEnumSpec ReadClasses(ITypeSymbol classes, IPropertySymbol property, HeadKind kind)
    {
        var origin = origins.Add(() => Syntax(property)?.Type is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments[0].GetLocation() : null);
        var spec = ClassEnumParser.Parse(classes, origin);
        if (spec.Members.Count < kind.LeastClasses)
            Report(Descriptors.TooFewClasses, origin, spec.Name,
                spec.Members.Count == 0 ? "no members" : $"one member, '{spec.Members[0].Name}', which leaves nothing to tell apart",
                kind.Task.ToString().ToLowerInvariant(), Text.Number(kind.LeastClasses));
        else if (!spec.IsContiguous)
            Report(Descriptors.ClassValues, origin, spec.Name);
        else if (spec.SharedColor is var (first, second))
            Report(Descriptors.SharedColor, origin, first.Name, second.Name, spec.Name, $"{first.R}, {first.G}, {first.B}");
        return spec;
    }

    private IEnumerable<Loss> ReadLosses(IPropertySymbol property, HeadKind head, int classes, Origin origin)
    {
        var declared = property.LossKinds().ToList();
        var fitting = LossKinds.For(head.Task).Select(kind => kind.Name).ToList();
        if (declared.Count == 0)
            Report(Descriptors.NoLoss, origin, property.Name, fitting[0]);
        foreach (var (kind, data) in declared)
        {
            var attribute = Reader(data);
            if (!fitting.Contains(kind.Name))
                Report(Descriptors.LossKind, attribute.Origin, kind.Name, property.Name, head.Name, string.Join("] or [", fitting));
            else
                yield return kind.Read(new(attribute, kind.Name, report), classes);
        }
    }

    private AttributeReader Reader(AttributeData data) => new(data, origins, cancellation);

    private PropertyDeclarationSyntax? Syntax(IPropertySymbol property) =>
        property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) as PropertyDeclarationSyntax;

    private void Report(DiagnosticDescriptor rule, Origin origin, params object[] arguments) => report(new(rule, origin, arguments));
}
