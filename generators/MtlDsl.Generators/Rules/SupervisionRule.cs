using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Rules;

/// <summary>
/// Every head of a network is labelled by one of the project's data sets for it, and every class of a head by one of its labels: what none
/// labels would stay as it started. Only the whole project can tell, for each data set may label one task alone.
/// </summary>
internal sealed class SupervisionRule
{
    private readonly ConcurrentBag<(INamedTypeSymbol Adapter, INamedTypeSymbol Model, IReadOnlyList<HeadCoverage> Coverage, Location Place)> adapters = [];

    /// <summary>Takes note of a data set's adapter and of the classes that its labels stand for.</summary>
    public void Visit(INamedTypeSymbol type, IReadOnlyList<HeadCoverage> coverage)
    {
        foreach (var (name, data) in type.DslAttributes())
            if (DataSetKinds.Of(name) is not null && data.AttributeClass?.TypeArguments.FirstOrDefault() is INamedTypeSymbol model
                && data.TypeArgumentLocation(default) is { } place)
                adapters.Add((type, model, coverage, place));
    }

    /// <summary>What is wrong, on the name of the network in the first data set for it.</summary>
    public IEnumerable<Diagnostic> Check()
    {
        foreach (var group in adapters.GroupBy(a => a.Model, SymbolEqualityComparer.Default))
        {
            var ordered = group.OrderBy(a => a.Adapter.ToDisplayString(), System.StringComparer.Ordinal).ToList();
            foreach (var head in HeadClasses.Of(ordered[0].Model))
            {
                var labelled = ordered.SelectMany(a => a.Coverage.Where(c => c.Head == head.Name)).ToList();
                if (labelled.Count == 0)
                    yield return Diagnostic.Create(Descriptors.Unsupervised, ordered[0].Place,
                        head.Name, ordered[0].Model.Name, string.Join(", ", ordered.Select(a => a.Adapter.Name)), head.Task.ToString().ToLowerInvariant());
                // A data set whose labels only its files know may have them all.
                if (labelled.Count == 0 || labelled.Any(c => c.Classes is null))
                    continue;
                var missing = head.Classes!.EnumMembers().Where(member => !labelled.Any(c => c.Classes!.Contains(member.Name))).Select(member => $"{head.Classes!.Name}.{member.Name}").ToList();
                if (missing.Count > 0)
                    yield return Diagnostic.Create(Descriptors.UnreachedClass, ordered[0].Place,
                        string.Join(", ", missing), head.Name, ordered[0].Model.Name, string.Join(", ", ordered.Select(a => a.Adapter.Name)));
            }
        }
    }
}
