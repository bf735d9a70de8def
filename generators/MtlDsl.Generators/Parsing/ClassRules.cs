using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Whether C# lets generated parts be added to a class.</summary>
internal sealed class ClassRules(INamedTypeSymbol type, OriginTable origins, CancellationToken cancellation)
{
    private readonly string hintName = type.ToTypeSpec().HintName;

    /// <summary>Mistakes in the class itself.</summary>
    /// <param name="generatedBase">The class that the generated part derives from: its full name without type arguments.</param>
    public IEnumerable<Finding> CheckClass(string generatedBase)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            if (!outer.IsPartial(cancellation))
                yield return new(Descriptors.NotPartial, Place(outer), outer.Name);
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            if (outer.IsGenericType)
            {
                yield return new(Descriptors.GenericClass, Origin.Class, type.Name);
                break;
            }
        if (Unfit is { } kind)
            yield return new(Descriptors.UnfitClass, Origin.Class, type.Name, kind);
        if (type.BaseType is { SpecialType: SpecialType.None, TypeKind: TypeKind.Class } other && !other.ToDisplayString().StartsWith(generatedBase, System.StringComparison.Ordinal))
            yield return new(Descriptors.OtherBase, origins.Add(() => BaseLocation(other)), type.Name, other.Name, generatedBase.Substring(generatedBase.LastIndexOf('.') + 1));
    }

    /// <summary>Members of the user's that have the names of generated ones.</summary>
    public IEnumerable<Finding> CheckMembers(IEnumerable<string> generated)
    {
        var names = new HashSet<string>(generated);
        foreach (var member in type.GetMembers().Except(type.HeadProperties(), SymbolEqualityComparer.Default).OfType<ISymbol>()
                     .Where(member => !member.IsImplicitlyDeclared && IsWritten(member) && (names.Contains(member.Name) || IsOurConstructor(member))))
            yield return new(Descriptors.OwnMember, origins.Add(() => member.Locations.FirstOrDefault()), type.Name, member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "a constructor" : $"'{member.Name}'");
    }

    private string? Unfit => type switch
    {
        { TypeKind: not TypeKind.Class } => "a struct",
        { IsRecord: true } => "a record",
        { IsStatic: true } => "static",
        { IsAbstract: true } => "abstract",
        { IsFileLocal: true } => "local to its file",
        _ => null,
    };

    // The generated constructor has no parameters, and cannot call one that stands in the class's header.
    private bool IsOurConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
        && (constructor.Parameters.Length == 0 || constructor.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax));

    private Origin Place(INamedTypeSymbol outer) => SymbolEqualityComparer.Default.Equals(outer, type) ? Origin.Class : origins.Add(() => outer.Locations.FirstOrDefault());

    private Location? BaseLocation(INamedTypeSymbol other) => type.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>()
        .SelectMany(part => part.BaseList?.Types ?? default).Select(b => b.Type).FirstOrDefault(b => b.DescendantTokens().Any(token => token.ValueText == other.Name))?.GetLocation();

    /// <summary>Whether a person wrote a member: an analyzer sees the generated parts too.</summary>
    private bool IsWritten(ISymbol member) => member.DeclaringSyntaxReferences.Any(r =>
        Path.GetFileName(r.SyntaxTree.FilePath) is var file && !(file.StartsWith(hintName, System.StringComparison.Ordinal) && file.EndsWith(".g.cs", System.StringComparison.Ordinal)));
}
