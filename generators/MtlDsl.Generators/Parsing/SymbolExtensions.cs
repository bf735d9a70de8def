using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Losses;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Questions about symbols that several parsers ask.</summary>
internal static class SymbolExtensions
{
    /// <summary>The attributes of this language, by the simple name of their class.</summary>
    public static IEnumerable<(string Name, AttributeData Data)> DslAttributes(this ISymbol symbol) =>
        from data in symbol.GetAttributes()
        where data.AttributeClass?.ContainingNamespace is { Name: Known.Namespace, ContainingNamespace.IsGlobalNamespace: true }
        select (data.AttributeClass!.Name, data);

    public static AttributeData? DslAttribute(this ISymbol symbol, string name) =>
        symbol.DslAttributes().Where(a => a.Name == name).Select(a => a.Data).FirstOrDefault();

    /// <summary>The kinds of head that a property is declared as; one in a right declaration.</summary>
    public static IEnumerable<(HeadKind Kind, AttributeData Data)> HeadKinds(this IPropertySymbol property) =>
        from attribute in property.DslAttributes()
        let kind = Heads.HeadKinds.Of(attribute.Name)
        where kind is not null
        select (kind, attribute.Data);

    /// <summary>The losses that a property declares.</summary>
    public static IEnumerable<(LossKind Kind, AttributeData Data)> LossKinds(this IPropertySymbol property) =>
        from attribute in property.DslAttributes()
        let kind = Losses.LossKinds.Of(attribute.Name)
        where kind is not null
        select (kind, attribute.Data);

    /// <summary>The properties of a network that declare its heads.</summary>
    public static IEnumerable<IPropertySymbol> HeadProperties(this INamedTypeSymbol model) =>
        model.GetMembers().OfType<IPropertySymbol>().Where(p => p is { PartialDefinitionPart: null, IsIndexer: false } && p.HeadKinds().Any());

    /// <summary>A partial property's modifiers, type and name, as its implementation repeats them.</summary>
    public static string PartialHeader(this IPropertySymbol property, CancellationToken cancellation)
    {
        var modifiers = property.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<BasePropertyDeclarationSyntax>().First().Modifiers;
        return $"{string.Join(" ", modifiers.Select(modifier => modifier.ValueText))} {property.Type.GlobalName()} {Text.Identifier(property.Name)}";
    }

    /// <summary>An attribute class's name as it is written.</summary>
    public static string WithoutAttribute(this string attributeClass) => attributeClass.Substring(0, attributeClass.Length - "Attribute".Length);

    /// <summary>The word between the angle brackets of a generic attribute.</summary>
    public static Location? TypeArgumentLocation(this AttributeData data, CancellationToken cancellation)
    {
        var name = (data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.Name;
        if (name is QualifiedNameSyntax qualified)
            name = qualified.Right;
        return (name as GenericNameSyntax)?.TypeArgumentList.Arguments[0].GetLocation();
    }

    /// <summary>Whether a class is met at its first attribute of a kind: by mistake it may carry several, on several parts.</summary>
    public static bool IsAtFirst(this GeneratorAttributeSyntaxContext context, Func<string, bool> isKind) =>
        context.TargetSymbol.DslAttributes().First(a => isKind(a.Name)).Data.ApplicationSyntaxReference is { } first
        && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span)
        && context.Attributes.Any(a => a.ApplicationSyntaxReference is { } here && here.SyntaxTree == first.SyntaxTree && here.Span == first.Span);

    public static bool IsPartial(this ISymbol symbol, CancellationToken cancellation) =>
        symbol.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is MemberDeclarationSyntax member && member.Modifiers.Any(SyntaxKind.PartialKeyword));

    public static string GlobalName(this ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    public static TypeSpec ToTypeSpec(this INamedTypeSymbol type)
    {
        var containers = new List<string>();
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {Header(outer)}");
        return new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat).Replace("global::", ""),
            containers.ToEquatableArray(),
            Keyword(type),
            Header(type),
            HintName(type));
    }

    /// <summary>The members of an enum in the order in which they are written.</summary>
    public static IEnumerable<IFieldSymbol> EnumMembers(this ITypeSymbol type) => type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue);

    private static string Header(INamedTypeSymbol type) => Text.Identifier(type.Name)
        + (type.TypeParameters.Length == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(p => Text.Identifier(p.Name)))}>");

    /// <summary>
    /// The full name as files are called: no two types share one, also where case does not count. What stands between and behind the names is in no
    /// identifier, so that nothing that a user declares is called as a part of something else.
    /// </summary>
    private static string HintName(INamespaceOrTypeSymbol symbol)
    {
        var name = FileName(symbol);
        return symbol switch
        {
            { ContainingType: { } outer } => $"{HintName(outer)}+{name}",
            { ContainingNamespace: { IsGlobalNamespace: false } outer } => $"{HintName(outer)}.{name}",
            _ => name,
        };
    }

    /// <summary>The name, with its arity, and with a number where others beside it differ in case only.</summary>
    private static string FileName(INamespaceOrTypeSymbol symbol)
    {
        var beside = (symbol.ContainingType ?? (INamespaceOrTypeSymbol)symbol.ContainingNamespace).GetMembers().OfType<INamespaceOrTypeSymbol>();
        var index = beside.Select(other => other.Name).Where(name => string.Equals(name, symbol.Name, StringComparison.OrdinalIgnoreCase))
            .Distinct().OrderBy(name => name, StringComparer.Ordinal).ToList().IndexOf(symbol.Name);
        return symbol.Name + (symbol is INamedTypeSymbol { Arity: > 0 } type ? $"`{Text.Number(type.Arity)}" : "") + (index > 0 ? $"-{Text.Number(index)}" : "");
    }

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { IsRecord: true, TypeKind: TypeKind.Struct } => "record struct",
        { IsRecord: true } => "record",
        { TypeKind: TypeKind.Struct } => "struct",
        { TypeKind: TypeKind.Interface } => "interface",
        _ => "class",
    };
}
