using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Tests;

public class PurityTests
{
    private static readonly Type[] Forbidden =
    [
        typeof(ISymbol), typeof(Compilation), typeof(SemanticModel), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxReference),
        typeof(Location), typeof(AttributeData), typeof(IOperation), typeof(Delegate), typeof(Array), typeof(IList),
    ];

    [Fact]
    public void Specs_hold_values_only()
    {
        var compilation = Host.Compile(Host.Models);
        foreach (var name in new[] { "VocMultitask", "AerialMultitask", "SmallAerial" })
        {
            var first = Read(compilation, name);
            first.Model.ShouldNotBeNull();
            Impurities(first, "spec").ShouldBeEmpty();
            var second = Read(Host.Compile(Host.Models), name);
            second.ShouldNotBeSameAs(first);
            second.ShouldBe(first);
            second.GetHashCode().ShouldBe(first.GetHashCode());
        }
    }

    [Fact]
    public void The_walk_finds_what_must_not_be_there()
    {
        Impurities(new Bad(Location.None), "bad").ShouldBe(["bad.Where"]);
        Impurities(new Bad(new List<int>()), "bad").ShouldBe(["bad.Where"]);
    }

    [Fact]
    public void A_cancelled_read_stops()
    {
        var type = Host.Compile(Host.Models).GetTypeByMetadataName("MtlDsl.Models.VocMultitask")!;
        Should.Throw<OperationCanceledException>(() => ModelParser.Parse(type, new OriginTable(Location.None), new CancellationToken(true)));
    }

    private static Declaration Read(Compilation compilation, string name) =>
        ModelParser.Parse(compilation.GetTypeByMetadataName($"MtlDsl.Models.{name}")!, new OriginTable(Location.None), default).Declaration;

    private static IEnumerable<string> Impurities(object? value, string path)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return [];
        if (Forbidden.Any(type => type.IsInstanceOfType(value)))
            return [path];
        if (value.GetType() is { IsGenericType: true } type2 && type2.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            return ((IEnumerable)value).Cast<object?>().SelectMany((item, index) => Impurities(item, $"{path}[{index}]"));
        return value.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .SelectMany(field => Impurities(field.GetValue(value), $"{path}.{field.Name.Split('<', '>').ElementAtOrDefault(1) ?? field.Name}"));
    }

    private sealed record Bad(object Where);
}
