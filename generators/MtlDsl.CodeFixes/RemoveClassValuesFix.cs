using System;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.CodeFixes;

/// <summary>MTL0007: lets the compiler number the members of a class enum, which may stand in another file.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RemoveClassValuesFix() : DeclarationFix("MTL0007", "Let the compiler number the classes")
{
    private protected override Func<CancellationToken, Task<Solution>>? Fix(Document document, SyntaxNode place, Diagnostic diagnostic) =>
        async cancellation =>
        {
            var solution = document.Project.Solution;
            var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
            if (model?.GetTypeInfo(place, cancellation).Type?.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
                || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not EnumDeclarationSyntax declaration
                || solution.GetDocument(reference.SyntaxTree) is not { } home)
                return solution;
            var root = await home.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
            var numbered = declaration.Members.Where(member => member.EqualsValue is not null);
            return home.WithSyntaxRoot(root!.ReplaceNodes(numbered, static (_, member) => WithoutValue(member))).Project.Solution;
        };

    private static EnumMemberDeclarationSyntax WithoutValue(EnumMemberDeclarationSyntax member) =>
        member.WithIdentifier(member.Identifier.WithTrailingTrivia()).WithEqualsValue(null).WithTrailingTrivia(member.GetTrailingTrivia());
}
