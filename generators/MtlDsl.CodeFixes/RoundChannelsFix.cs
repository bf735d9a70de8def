using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL1008: rounds channels up to the next number that trains fast.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RoundChannelsFix() : NodeFix<ExpressionSyntax>("MTL1008", "Round the channels up")
{
    private protected override SyntaxNode? Rewrite(ExpressionSyntax node, SyntaxNode place, Diagnostic diagnostic) =>
        int.TryParse(Argument(diagnostic, "2"), NumberStyles.None, CultureInfo.InvariantCulture, out var channels)
            ? SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(channels)).WithTriviaFrom(node)
            : null;
}
