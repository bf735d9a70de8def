using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0008: makes the property partial, with a getter alone.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MakeHeadPartialFix() : NodeFix<PropertyDeclarationSyntax>("MTL0008", "Make it a partial property with a getter")
{
    private protected override SyntaxNode Rewrite(PropertyDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        var trailing = node.GetTrailingTrivia();
        var leading = node.Modifiers.FirstOrDefault().LeadingTrivia;
        var modifiers = SyntaxFactory.TokenList(node.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.StaticKeyword) && !modifier.IsKind(SyntaxKind.RequiredKeyword)));
        if (modifiers.Count > 0)
            modifiers = modifiers.Replace(modifiers[0], modifiers[0].WithLeadingTrivia(leading));
        var type = node.Type;
        var first = type.GetFirstToken();
        if (modifiers.Count == 0 && node.Modifiers.Count > 0)
            first = first.WithLeadingTrivia(leading);
        modifiers = modifiers.WithPartial(ref first);
        return node
            .WithModifiers(modifiers)
            .WithType(type.ReplaceToken(type.GetFirstToken(), first))
            .WithIdentifier(node.Identifier.WithTrailingTrivia(SyntaxFactory.Space))
            .WithAccessorList(Getter)
            .WithExpressionBody(null).WithInitializer(null).WithSemicolonToken(default)
            .WithTrailingTrivia(trailing);
    }

    private static AccessorListSyntax Getter => SyntaxFactory.AccessorList(
        SyntaxFactory.Token(SyntaxKind.OpenBraceToken).WithTrailingTrivia(SyntaxFactory.Space),
        SyntaxFactory.SingletonList(SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration)
            .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken).WithTrailingTrivia(SyntaxFactory.Space))),
        SyntaxFactory.Token(SyntaxKind.CloseBraceToken));
}
