using System;
using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL2004: puts the usual loss of the head's kind in the place of one that does not fit. Its weight is kept.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class FitLossFix() : NodeFix<PropertyDeclarationSyntax>("MTL2004", "Use the usual loss of this head")
{
    private protected override SyntaxNode? Rewrite(PropertyDeclarationSyntax node, SyntaxNode place, Diagnostic diagnostic)
    {
        if (Argument(diagnostic, "3")?.Split(']')[0] is not { } loss || place.FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
            return null;
        if (node.AttributeLists.SelectMany(list => list.Attributes).Any(other => IsCalled(other.Name, loss)))
            return node.WithoutAttribute(attribute);
        var weight = attribute.ArgumentList?.Arguments.Where(argument => argument.NameEquals?.Name.Identifier.ValueText == "Weight").Select(argument => argument.WithoutTrivia()).ToList();
        var arguments = weight is { Count: > 0 } ? attribute.ArgumentList!.WithArguments(SyntaxFactory.SeparatedList(weight)) : null;
        return node.ReplaceNode(attribute, attribute.WithName(attribute.Name.Named(loss)).WithArgumentList(arguments).WithTriviaFrom(attribute));
    }

    private static bool IsCalled(NameSyntax name, string loss) =>
        name.GetLastToken().ValueText is var written && (written == loss || string.Equals(written, loss + "Attribute", StringComparison.Ordinal));
}
