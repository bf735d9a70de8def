using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Tests;

/// <summary>What the pipelines keep between two keys is values: small, comparable, and rooting no compilation.</summary>
public class PurityTests
{
    private static readonly Assembly generator = typeof(ModelGenerator).Assembly;

    [Fact]
    public void Specs_of_the_models_hold_values_only() => ShouldBePure(Host.Compile(Host.Models));

    [Fact]
    public void Specs_of_mistaken_declarations_hold_values_only() =>
        ShouldBePure(Host.Declare([.. DiagnosticTests.Mistakes.Select((row, index) => $"namespace Case{index} {{ {Markup.Read((string)row[0]).Source} }}")]));

    [Fact]
    public void Two_readings_of_a_project_are_equal_and_not_the_same()
    {
        var (first, second) = (Specs(Host.Compile(Host.Models)), Specs(Host.Compile(Host.Models)));
        first.Count.ShouldBe(second.Count);
        foreach (var ((step, left), (_, right)) in first.Zip(second))
        {
            right.ShouldNotBeSameAs(left);
            SpecWalk.Difference(left, right, step).ShouldBeNull();
            right.ShouldBe(left);
            right!.GetHashCode().ShouldBe(left!.GetHashCode());
        }
    }

    [Fact]
    public void A_cancelled_read_stops()
    {
        var type = Host.Declare().GetTypeByMetadataName("MtlDsl.Models.VocMultitask")!;
        Should.Throw<OperationCanceledException>(() => ModelParser.Parse(type, new OriginTable(Location.None), new CancellationToken(true)));
        Should.Throw<OperationCanceledException>(() => AdapterParser.Parse(type, new OriginTable(Location.None), new CancellationToken(true)));
    }

    [Fact]
    public void The_names_that_start_a_pipeline_are_those_of_attributes()
    {
        Known.MultitaskModel.ShouldBe(typeof(MultitaskModelAttribute<>).FullName);
        var dataSets = typeof(DataSetAttribute<>).Assembly.GetTypes().Where(type => !type.IsAbstract && IsDataSet(type)).Select(type => type.FullName);
        DataSetKinds.All.Select(kind => $"{Known.Namespace}.{kind.Name}Attribute`1").ShouldBe(dataSets, ignoreOrder: true);

        static bool IsDataSet(Type type) => type.BaseType is { } b
            && (b.IsGenericType && b.GetGenericTypeDefinition() == typeof(DataSetAttribute<>) || IsDataSet(b));
    }

    [Fact]
    public void No_static_field_changes()
    {
        foreach (var field in Fields(BindingFlags.Static))
        {
            (field.IsInitOnly || field.IsLiteral).ShouldBeTrue($"{Name(field)} can be set");
            if (!field.IsPrivate)
                Mutable(field.FieldType).ShouldBeFalse($"{Name(field)} can be filled from elsewhere");
        }
    }

    [Fact]
    public void Generators_and_analyzers_keep_nothing() =>
        Fields(BindingFlags.Instance).Where(field => typeof(IIncrementalGenerator).IsAssignableFrom(field.DeclaringType) || typeof(DiagnosticAnalyzer).IsAssignableFrom(field.DeclaringType))
            .Select(Name).ShouldBeEmpty();

    private static void ShouldBePure(Compilation compilation) =>
        Specs(compilation).SelectMany(spec => SpecWalk.Impurities(spec.Value, spec.Step)).ShouldBeEmpty();

    /// <summary>Every value that a named step of a pipeline holds.</summary>
    private static List<(string Step, object? Value)> Specs(Compilation compilation)
    {
        var specs = Host.Driver().RunGenerators(compilation).GetRunResult().Results.SelectMany(result => result.TrackedSteps)
            .Where(step => Rerun.Names.Contains(step.Key)).OrderBy(step => step.Key, StringComparer.Ordinal)
            .SelectMany(step => step.Value.SelectMany(run => run.Outputs).Select(output => (step.Key, (object?)output.Value))).ToList();
        specs.ShouldNotBeEmpty();
        return specs;
    }

    // Lambdas are kept in static fields that the compiler writes.
    private static IEnumerable<FieldInfo> Fields(BindingFlags kind) =>
        from type in generator.GetTypes()
        where !type.Name.Contains('<')
        from field in type.GetFields(kind | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        select field;

    private static bool Mutable(Type type) => type.IsArray || (typeof(ICollection).IsAssignableFrom(type) && !type.FullName!.Contains("Immutable"));

    private static string Name(FieldInfo field) => $"{field.DeclaringType!.Name}.{field.Name}";
}
