using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0009: gives the property the type of its head. Classes are kept; where there are none to keep, a person must name them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ChangeHeadTypeFix() : NodeFix<TypeSyntax>("MTL0009", "Change the property's type to the head's")
{
    private protected override SyntaxNode? Rewrite(TypeSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        if (Argument(diagnostic, "2") is not { } expected)
            return null;
        var name = expected.Split('<')[0];
        if (name == expected)
            return Qualified(node, SyntaxFactory.IdentifierName(name));
        return node.DescendantNodesAndSelf().OfType<GenericNameSyntax>().FirstOrDefault() is { TypeArgumentList: { Arguments.Count: 1 } classes }
            ? Qualified(node, SyntaxFactory.GenericName(SyntaxFactory.Identifier(name), classes.WithoutTrivia()))
            : null;
    }

    private static TypeSyntax Qualified(TypeSyntax type, SimpleNameSyntax name) =>
        (type is QualifiedNameSyntax qualified ? qualified.WithRight(name) : (TypeSyntax)name).WithTriviaFrom(type);
}
