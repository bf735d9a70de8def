using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MtlDsl.Generators.Tests;

/// <summary>Walks through all fields of a value that a pipeline keeps between two keys.</summary>
internal static class SpecWalk
{
    // What roots a compilation, or is not compared by what it holds. Judged by assignability: no concrete symbol is exactly an ISymbol.
    private static readonly Type[] forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SemanticModel), typeof(SyntaxNode), typeof(SyntaxToken), typeof(SyntaxTrivia), typeof(SyntaxTree),
        typeof(SyntaxReference), typeof(Location), typeof(AttributeData), typeof(IOperation), typeof(Delegate), typeof(Array), typeof(IList), typeof(IDictionary),
        typeof(Diagnostic), typeof(Task), typeof(IImmutableSet<string>),
    ];

    /// <summary>The paths of what no spec may hold.</summary>
    public static IEnumerable<string> Impurities(object? value, string path = "spec")
    {
        if (value is null || IsAtom(value))
            return [];
        if (forbidden.Any(type => type.IsInstanceOfType(value)) || !IsCompared(value.GetType()))
            return [path];
        return Parts(value, path).SelectMany(part => Impurities(part.Value, part.Path));
    }

    /// <summary>The path of the first difference between two values; null where there is none.</summary>
    public static string? Difference(object? first, object? second, string path = "spec")
    {
        if (first is null || second is null || first.GetType() != second.GetType() || IsAtom(first))
            return Equals(first, second) ? null : path;
        var (left, right) = (Parts(first, path).ToList(), Parts(second, path).ToList());
        return left.Count != right.Count ? path : left.Zip(right).Select(pair => Difference(pair.First.Value, pair.Second.Value, pair.First.Path)).FirstOrDefault(found => found is not null);
    }

    private static bool IsAtom(object value) => value is string || value.GetType().IsPrimitive || value.GetType().IsEnum;

    // A class that does not say what it is equal to is equal to itself alone.
    private static bool IsCompared(Type type) => type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType != typeof(object);

    private static IEnumerable<(string Path, object? Value)> Parts(object value, string path)
    {
        if (value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            return ((IEnumerable)value).Cast<object?>().Select((item, index) => ($"{path}[{index}]", item));
        return Fields(value.GetType()).Select(field => ($"{path}.{field.Name.Split('<', '>').ElementAtOrDefault(1) ?? field.Name}", field.GetValue(value)));
    }

    // Private fields of base classes are found in the base class only.
    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? declaring = type; declaring is not null; declaring = declaring.BaseType)
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                yield return field;
    }
}
