using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0001: makes the class partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddPartialFix() : NodeFix<TypeDeclarationSyntax>("MTL0001", "Make it partial")
{
    private protected override SyntaxNode Rewrite(TypeDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        var keyword = node.Keyword;
        var modifiers = node.Modifiers.WithPartial(ref keyword);
        return node.WithKeyword(keyword).WithModifiers(modifiers);
    }
}
