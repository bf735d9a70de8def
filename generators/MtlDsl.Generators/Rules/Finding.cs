using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Rules;

/// <summary>A mistake in a declaration: which rule, where, and what the message names.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Origin Origin, params object[] Arguments);
