using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MtlDsl.CodeFixes;

/// <summary>Puts right what one diagnostic reports: at one place, or wherever it stands in a document, project or solution.</summary>
/// <param name="id">The diagnostic.</param>
/// <param name="title">What the fix does, as a light bulb offers it.</param>
public abstract class DeclarationFix(string id, string title) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = [id];

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
            if (Fix(context.Document, root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true), diagnostic) is { } fix)
                context.RegisterCodeFix(CodeAction.Create(title, fix, equivalenceKey: id), diagnostic);
    }

    /// <summary>How a place is put right; null where it cannot be without a person's choice.</summary>
    private protected abstract System.Func<CancellationToken, Task<Solution>>? Fix(Document document, SyntaxNode place, Diagnostic diagnostic);

    /// <summary>What the diagnostic's message names, by its number in the message.</summary>
    private protected static string? Argument(Diagnostic diagnostic, string number) => diagnostic.Properties.TryGetValue(number, out var argument) ? argument : null;
}
