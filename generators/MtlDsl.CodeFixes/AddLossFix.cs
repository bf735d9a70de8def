using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0003: gives the head the loss that is usual for its kind.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AddLossFix() : NodeFix<PropertyDeclarationSyntax>("MTL0003", "Add the usual loss")
{
    private protected override SyntaxNode? Rewrite(PropertyDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        if (Argument(diagnostic, "1") is not { } loss || node.AttributeLists.LastOrDefault() is not { } last)
            return null;
        var attribute = SyntaxFactory.Attribute(node.AttributeLists[0].Attributes[0].Name.WithoutTrivia().Named(loss));
        // A list that has a line of its own is followed by another; one beside the property grows.
        if (!last.GetTrailingTrivia().HasLineEnd())
            return node.ReplaceNode(last, last.WithAttributes(last.Attributes.Add(attribute.WithLeadingTrivia(SyntaxFactory.Space))));
        var indentation = last.GetLeadingTrivia().LastOrDefault(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
            .WithLeadingTrivia(indentation).WithTrailingTrivia(last.GetTrailingTrivia().Last(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)));
        return node.InsertNodesAfter(last, [list]);
    }
}
