using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0004: keeps the first of two head attributes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveSecondHeadFix() : NodeFix<PropertyDeclarationSyntax>("MTL0004", "Remove the second head")
{
    private protected override SyntaxNode? Rewrite(PropertyDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute ? node.WithoutAttribute(attribute) : null;
}
