using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;

namespace MtlDsl.CodeFixes;

/// <summary>A fix that writes one node anew.</summary>
/// <typeparam name="TNode">The node around the diagnostic's place that is written anew.</typeparam>
public abstract class NodeFix<TNode>(string id, string title) : DeclarationFix(id, title)
    where TNode : SyntaxNode
{
    private protected sealed override Func<CancellationToken, Task<Solution>>? Fix(Document document, SyntaxNode place, Diagnostic diagnostic) =>
        place.FirstAncestorOrSelf<TNode>() is { } node && Rewrite(node, place, diagnostic) is { } written
            ? async cancellation => document
                .WithSyntaxRoot((await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!.ReplaceNode(node, written)).Project.Solution
            : null;

    /// <summary>The node as it should be, comments kept; null where that takes a person's choice.</summary>
    /// <param name="node">The node.</param>
    /// <param name="place">What the diagnostic stands on, in it.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    private protected abstract SyntaxNode? Rewrite(TNode node, SyntaxNode place, Diagnostic diagnostic);
}
