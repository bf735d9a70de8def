using System.Collections.Generic;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0016: writes the layers of a stage in one list, in the order in which they stand.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MergeLayersFix() : NodeFix<EnumMemberDeclarationSyntax>("MTL0016", "Write the layers in one list")
{
    private protected override SyntaxNode Rewrite(EnumMemberDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        var lists = node.AttributeLists.Where(list => list.Target is null).ToList();
        var (first, last) = (lists[0], lists[lists.Count - 1]);
        var parts = new List<SyntaxNodeOrToken>(first.Attributes.GetWithSeparators());
        foreach (var (before, list) in lists.Zip(lists.Skip(1), (before, list) => (before, list)))
        {
            // A comment after or before a list keeps its line.
            var (after, ahead) = (before.GetTrailingTrivia(), list.GetLeadingTrivia());
            var commented = after.HasComment() || ahead.HasComment();
            parts.Add(SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(commented ? after : [SyntaxFactory.Space]));
            var attributes = list.Attributes.GetWithSeparators();
            parts.Add(commented ? attributes[0].WithLeadingTrivia(ahead) : attributes[0]);
            parts.AddRange(attributes.Skip(1));
        }
        var merged = first.WithAttributes(SyntaxFactory.SeparatedList<AttributeSyntax>(parts)).WithCloseBracketToken(last.CloseBracketToken);
        var others = node.AttributeLists.Where(list => list.Target is not null);
        return node.WithAttributeLists(SyntaxFactory.List(others.Append(merged)));
    }
}
