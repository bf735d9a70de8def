using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MtlDsl.Generators.Tests;

/// <summary>The checks that the other tests rest on find what they are for: generators built wrong on purpose do not pass them.</summary>
public class CheckerTests
{
    private const string Attribute = "System.ObsoleteAttribute";

    [Fact]
    public void The_walk_finds_what_roots_a_compilation()
    {
        var compilation = Host.Compile(["class C { void M() { M(); } }"]);
        var tree = compilation.SyntaxTrees[1];
        var node = tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Single();
        var model = compilation.GetSemanticModel(tree);
        foreach (var bad in new object[]
            {
                compilation, model, tree, node, node.GetFirstToken(), node.GetReference(), node.GetLocation(), compilation.GetTypeByMetadataName("C")!,
                model.GetOperation(node)!, new List<int>(), new[] { 1 }, (Action)(() => { }), System.Collections.Immutable.ImmutableArray.Create(1), new Dictionary<int, int>(), new Uncompared(),
            })
        {
            SpecWalk.Impurities(new Holder(bad)).ShouldBe(["spec.Value"], bad.GetType().Name);
            SpecWalk.Impurities(Deep.Of(new Holder(bad))).ShouldBe(["spec.Items[0].Value"], bad.GetType().Name);
            SpecWalk.Impurities(new Derived(bad)).ShouldBe(["spec.Value"], bad.GetType().Name);
        }
        SpecWalk.Impurities(Deep.Of(new("text"), new(1.5), new(null))).ShouldBeEmpty();
    }

    [Fact]
    public void The_comparison_names_what_differs()
    {
        SpecWalk.Difference(Deep.Of(new Holder(1)), Deep.Of(new Holder(1))).ShouldBeNull();
        SpecWalk.Difference(Deep.Of(new Holder(1)), Deep.Of(new Holder(2))).ShouldBe("spec.Items[0].Value");
        SpecWalk.Difference(Deep.Of(new Holder(1)), Deep.Of()).ShouldBe("spec.Items");
    }

    [Fact]
    public void A_symbol_in_a_spec_is_found_and_is_made_anew_at_every_key()
    {
        var generator = new Wrong((context, _) => new Holder(context.TargetSymbol), static spec => ((ISymbol)spec.Value!).Name);
        var before = Host.Compile(["[Obsolete] class C { } class Bystander { }"]);
        var driver = Host.Driver([generator]).RunGenerators(before);
        var spec = driver.GetRunResult().Results.Single().TrackedSteps[TrackingNames.Model].Single().Outputs.Single().Value;
        SpecWalk.Impurities(spec).ShouldBe(["spec.Value"]);
        Should.Throw<ShouldAssertException>(() => Rerun.Of(driver.RunGenerators(Edit(before, "Bystander", "Renamed"))).ShouldBeIdle());
    }

    [Fact]
    public void A_stale_cache_is_seen()
    {
        // Its values are equal whatever they say: an edit is never seen.
        var generator = new Wrong((context, _) => new Holder(new Stale(context.TargetSymbol.Name)), static spec => ((Stale)spec.Value!).Text);
        var before = Host.Compile(["[Obsolete] class C { }"]);
        var after = Edit(before, "class C", "class D");
        Rerun.Of(Host.Driver([generator]).RunGenerators(before).RunGenerators(after)).Outputs.ShouldNotContain(IncrementalStepRunReason.Modified);
        var right = new Wrong((context, _) => new Holder(context.TargetSymbol.Name), static spec => (string)spec.Value!);
        Rerun.Of(Host.Driver([right]).RunGenerators(before).RunGenerators(after)).Outputs.ShouldContain(IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_number_written_as_the_machine_writes_numbers_is_seen()
    {
        var generator = new Wrong((_, _) => new Holder(-0.5), static spec => ((double)spec.Value!).ToString(CultureInfo.CurrentCulture));
        var compilation = Host.Compile(["[Obsolete] class C { }"]);
        var expected = Text();
        foreach (var culture in Culture.All)
            Culture.In(culture, Text).ShouldNotBe(expected);

        string Text() => Host.Driver([generator]).RunGenerators(compilation).GetRunResult().GeneratedTrees.Single().ToString();
    }

    private static Compilation Edit(Compilation compilation, string old, string replacement)
    {
        var tree = compilation.SyntaxTrees.Last();
        return compilation.ReplaceSyntaxTree(tree, Host.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
    }

    private sealed class Wrong(Func<GeneratorAttributeSyntaxContext, CancellationToken, Holder> read, Func<Holder, string> write) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(Attribute, static (_, _) => true, read).WithTrackingName(TrackingNames.Model),
            (output, spec) => output.AddSource("Wrong.g.cs", "// " + write(spec)));
    }

    private sealed record Holder(object? Value);

    private sealed record Deep(EquatableArray<Holder> Items)
    {
        public static Deep Of(params Holder[] items) => new(items.ToEquatableArray());
    }

    private abstract record Base(object? Value);

    private sealed record Derived(object? Value) : Base(Value);

    private sealed record Stale(string Text)
    {
        public bool Equals(Stale? other) => other is not null;

        public override int GetHashCode() => 0;
    }

    private sealed class Uncompared;
}
