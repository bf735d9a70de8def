using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MtlDsl.Generators;
using MtlDsl.Generators.Tests;

namespace MtlDsl.Fuzz.Tests;

/// <summary>
/// Random declarations: a right one compiles, loads and runs; one with a mistake is told so. MTLDSL_FUZZ_COUNT is the number of each,
/// MTLDSL_FUZZ_SEED the first seed: a failure names its own, so that with a count of 1 it can be followed.
/// </summary>
public class FuzzTests
{
    // Compiling many at once spares the compiler's start; a failing batch is compiled again one by one.
    private const int BatchSize = 50;

    private static readonly int count = Setting("MTLDSL_FUZZ_COUNT", 100);
    private static readonly int firstSeed = Setting("MTLDSL_FUZZ_SEED", 1);

    [Fact]
    public void A_right_declaration_compiles_and_runs() => InBatches(Grammar.Declare, Run);

    [Fact]
    public void A_mistake_is_reported() => InBatches(seed => Mutations.Break(Grammar.Declare(seed)), Refuse);

    [Fact]
    public void A_seed_says_it_all() => Grammar.Declare(7).ToString().ShouldBe(Grammar.Declare(7).ToString());

    private static void Run(IReadOnlyList<Declaration> declarations)
    {
        var compilation = Host.Declare([.. declarations.Select(declaration => declaration.ToString())]);
        Analyze(compilation).Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        using var loaded = new Loaded(Generate(compilation));
        foreach (var declaration in declarations)
            loaded.ShouldRun($"{declaration.Namespace}.Net");
    }

    private static void Refuse(IReadOnlyList<(Declaration Declaration, string Id)> mistakes)
    {
        var compilation = Host.Declare([.. mistakes.Select(mistake => mistake.Declaration.ToString())]);
        Generate(compilation);
        var found = Analyze(compilation).ToLookup(d => d.Location.SourceTree);
        foreach (var (tree, (_, id)) in compilation.SyntaxTrees.Skip(1).Zip(mistakes))
            found[tree].Select(d => d.Id).ShouldContain(id);
    }

    private static Compilation Generate(Compilation compilation)
    {
        Host.Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var failures);
        failures.ShouldBeEmpty();
        return output;
    }

    private static IEnumerable<Diagnostic> Analyze(Compilation compilation)
    {
        var found = compilation.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync().Result;
        found.ShouldAllBe(d => d.Id != "AD0001");
        return found;
    }

    private static void InBatches<T>(Func<int, T> make, Action<IReadOnlyList<T>> check)
    {
        var failures = new ConcurrentBag<string>();
        Parallel.ForEach(Enumerable.Range(firstSeed, count).Chunk(BatchSize), (seeds, state) =>
        {
            if (Failure(seeds, make, check) is not { } together)
                return;
            failures.Add(seeds.Select(seed => Failure([seed], make, check)).FirstOrDefault(alone => alone is not null)
                ?? $"The seeds {seeds[0]} to {seeds[^1]} pass alone, but not together: {together}");
            state.Stop();
        });
        failures.ShouldBeEmpty();
    }

    private static string? Failure<T>(int[] seeds, Func<int, T> make, Action<IReadOnlyList<T>> check)
    {
        try
        {
            check([.. seeds.Select(make)]);
            return null;
        }
        catch (Exception failure)
        {
            return $"MTLDSL_FUZZ_SEED={seeds[0]} MTLDSL_FUZZ_COUNT={seeds.Length}: {failure.Message}\n{string.Join("\n", seeds.Take(1).Select(make))}";
        }
    }

    private static int Setting(string name, int standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : standard;
}
