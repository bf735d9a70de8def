using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Rules;

/// <summary>A mistake in a declaration: which rule, where, and what the message names.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Origin Origin, params object[] Arguments)
{
    /// <summary>Whether it leaves no network to be made.</summary>
    public bool IsError => Rule.DefaultSeverity == DiagnosticSeverity.Error;

    /// <summary>The arguments by their numbers in the message, for code fixes.</summary>
    public ImmutableDictionary<string, string?> Properties => Arguments.Select((argument, index) => (argument, index))
        .ToImmutableDictionary(pair => Text.Number(pair.index), pair => (string?)System.Convert.ToString(pair.argument, CultureInfo.InvariantCulture));
}
