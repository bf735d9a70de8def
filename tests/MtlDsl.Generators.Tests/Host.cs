using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MtlDsl.Generators.Tests;

/// <summary>Compiles declarations with the generators and analyzers, against the framework and this project's own assemblies.</summary>
internal static class Host
{
    public const string Usings = "global using System; global using MtlDsl; global using MtlDsl.Models;";

    private static readonly string[] Framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location)).Order(StringComparer.Ordinal).ToArray();

    public static readonly ImmutableArray<MetadataReference> Board = References("MtlDsl", "MtlDsl.Deployment");

    // Tensors come from an assembly that NativeSource chooses.
    public static readonly ImmutableArray<MetadataReference> Desk = References(
        "MtlDsl", "MtlDsl.Deployment", "MtlDsl.Imaging", "MtlDsl.Onnx", "MtlDsl.Training", typeof(TorchSharp.torch).Assembly.GetName().Name!);

    /// <summary>The trunks, branches and classes that ship.</summary>
    public static readonly ImmutableArray<string> Models =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Models"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public static CSharpCompilation Compile(IEnumerable<string> sources, ImmutableArray<MetadataReference>? references = null, bool nullable = true, bool overflow = false) =>
        CSharpCompilation.Create(
            "Declarations",
            [.. sources.Prepend(Usings).Select((source, index) => Parse(source, $"File{index}.cs"))],
            references ?? Desk,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
                checkOverflow: overflow,
                warningLevel: 9999));

    public static SyntaxTree Parse(string source, string path) =>
        CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose), path, System.Text.Encoding.UTF8);

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator(), new AdapterGenerator().AsSourceGenerator()],
        parseOptions: new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates, and demands that the result compiles without an error or warning.</summary>
    public static (Compilation Compilation, ImmutableArray<GeneratedSourceResult> Sources) Generate(Compilation compilation)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        // Not the declarations' own missing documentation: only what is generated must have it all.
        output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && (d.Id != "CS1591" || d.Location.SourceTree?.FilePath.EndsWith(".g.cs") == true))
            .Select(d => d.ToString()).ShouldBeEmpty();
        return (output, [.. driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources)]);
    }

    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        var own = await output.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. own.Concat(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))];
    }

    private static ImmutableArray<MetadataReference> References(params string[] own) =>
        [.. Framework.Concat(own.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))).Select(path => MetadataReference.CreateFromFile(path))];
}
