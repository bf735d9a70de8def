using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>Changes of syntax that keep comments and indentation.</summary>
internal static class Trivia
{
    public static bool HasComment(this SyntaxTriviaList trivia) => trivia.Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

    public static bool HasLineEnd(this SyntaxTriviaList trivia) => trivia.Any(SyntaxKind.EndOfLineTrivia);

    /// <summary>Modifiers with <c>partial</c>, which comes last. What stood before the first token stands before it still.</summary>
    /// <param name="modifiers">The modifiers.</param>
    /// <param name="next">The token after the modifiers; it hands over what stands before it if it was the first.</param>
    public static SyntaxTokenList WithPartial(this SyntaxTokenList modifiers, ref SyntaxToken next)
    {
        if (modifiers.Any(SyntaxKind.PartialKeyword))
            return modifiers;
        var keyword = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (modifiers.Count > 0)
            return modifiers.Add(keyword);
        keyword = keyword.WithLeadingTrivia(next.LeadingTrivia);
        next = next.WithLeadingTrivia();
        return modifiers.Add(keyword);
    }

    /// <summary>A property without one of its attributes, and without its brackets where they would be empty.</summary>
    public static PropertyDeclarationSyntax WithoutAttribute(this PropertyDeclarationSyntax property, AttributeSyntax attribute)
    {
        var list = (AttributeListSyntax)attribute.Parent!;
        if (list.Attributes.Count > 1)
            return property.RemoveNode(attribute, Kept(attribute))!;
        var leading = property.GetLeadingTrivia();
        var rest = property.RemoveNode(list, property.AttributeLists[0] == list ? SyntaxRemoveOptions.KeepNoTrivia : Kept(list))!;
        return rest.WithLeadingTrivia(leading);
    }

    /// <summary>Another attribute's name, with the namespace that stands before this one.</summary>
    public static NameSyntax Named(this NameSyntax name, string other) => name switch
    {
        QualifiedNameSyntax qualified => qualified.WithRight(SyntaxFactory.IdentifierName(other)),
        AliasQualifiedNameSyntax alias => alias.WithName(SyntaxFactory.IdentifierName(other)),
        _ => SyntaxFactory.IdentifierName(other).WithTriviaFrom(name),
    };

    private static SyntaxRemoveOptions Kept(SyntaxNode node) =>
        node.GetLeadingTrivia().HasComment() || node.GetTrailingTrivia().HasComment() ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia;
}
