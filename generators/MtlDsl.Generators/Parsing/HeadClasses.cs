using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Parsing;

/// <summary>A head as a data set's adapter sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Task">What it is for.</param>
/// <param name="Classes">The enum of its classes; null for a kind without.</param>
internal sealed record HeadClasses(string Name, HeadTask Task, ITypeSymbol? Classes)
{
    /// <summary>The heads of a network.</summary>
    public static IReadOnlyList<HeadClasses> Of(INamedTypeSymbol model) =>
    [
        .. model.HeadProperties().Select(property => new HeadClasses(
            property.Name, property.HeadKinds().First().Kind.Task, (property.Type as INamedTypeSymbol)?.TypeArguments.FirstOrDefault())),
    ];

    /// <summary>Whether a member is one of its classes.</summary>
    public bool Has(IFieldSymbol member) => SymbolEqualityComparer.Default.Equals(Classes, member.ContainingType);
}
