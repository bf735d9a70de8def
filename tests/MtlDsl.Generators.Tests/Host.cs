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

    public static readonly ImmutableArray<MetadataReference> Desk = References(
        "MtlDsl", "MtlDsl.Deployment", "MtlDsl.Imaging", "MtlDsl.Onnx", "MtlDsl.Training", typeof(TorchSharp.torch).Assembly.GetName().Name!);

    /// <summary>The trunks, branches, classes and networks that ship, as sources.</summary>
    public static readonly ImmutableArray<string> Models =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Models"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly Lazy<ImmutableArray<byte>> models = new(() => Emit(Generate(Compile(Models, name: "Models")).Compilation));

    private static readonly Lazy<ImmutableArray<MetadataReference>> deskWithModels = new(() => Desk.Add(MetadataReference.CreateFromImage(models.Value)));

    /// <summary>The assembly of <see cref="Models"/>, which declarations made by <see cref="Declare"/> refer to.</summary>
    public static ImmutableArray<byte> ModelsAssembly => models.Value;

    /// <summary>A project with a few declarations of its own that refers to the models that ship.</summary>
    public static CSharpCompilation Declare(params string[] sources) => Compile(sources, deskWithModels.Value);

    /// <summary>A project of these sources.</summary>
    public static CSharpCompilation Compile(
        IEnumerable<string> sources, ImmutableArray<MetadataReference>? references = null, CSharpCompilationOptions? options = null, string name = "Declarations") =>
        CSharpCompilation.Create(
            name, [.. sources.Prepend(Usings).Select((source, index) => Parse(source, $"File{index}.cs"))], references ?? Desk, options ?? Options);

    public static CSharpCompilationOptions Options { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static SyntaxTree Parse(string source, string path, CSharpParseOptions? options = null) =>
        CSharpSyntaxTree.ParseText(source, options ?? ParseOptions, path, System.Text.Encoding.UTF8);

    public static GeneratorDriver Driver(CSharpParseOptions? options = null) => Driver([new ModelGenerator(), new AdapterGenerator()], options);

    public static GeneratorDriver Driver(IEnumerable<IIncrementalGenerator> generators, CSharpParseOptions? options = null) => CSharpGeneratorDriver.Create(
        generators.Select(generator => generator.AsSourceGenerator()),
        parseOptions: options ?? ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates, and demands that the result compiles without an error or warning, and that generating again does nothing.</summary>
    public static (Compilation Compilation, ImmutableArray<GeneratedSourceResult> Sources) Generate(Compilation compilation)
    {
        var (driver, output) = Run(compilation);
        // Not the declarations' own missing documentation: only what is generated must have it all.
        output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && (d.Id != "CS1591" || IsGenerated(d.Location)))
            .Select(d => d.ToString()).ShouldBeEmpty();
        return (output, [.. driver.GetRunResult().Results.SelectMany(r => r.GeneratedSources)]);
    }

    /// <summary>What the compiler and the analyzer say of declarations, in the order of places. No exception may hide in it.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, AnalyzerOptions? options = null)
    {
        var output = Run(compilation).Output;
        var own = await output.WithAnalyzers([new DeclarationAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        own.ShouldAllBe(d => d.Id != "AD0001");
        return [.. own.Concat(output.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error)).OrderBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>An assembly, or the errors that keep it from being one.</summary>
    public static ImmutableArray<byte> Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        compilation.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()).ShouldBeEmpty();
        return ImmutableArray.Create(image.GetBuffer(), 0, (int)image.Length);
    }

    public static bool IsGenerated(Location location) => location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    /// <summary>Runs the generators twice. None may throw (CS8785), and the second run may make nothing anew.</summary>
    private static (GeneratorDriver Driver, Compilation Output) Run(Compilation compilation)
    {
        var parseOptions = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        var driver = Driver(parseOptions).RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        diagnostics.ShouldBeEmpty();
        Rerun.Of(driver.RunGenerators(compilation.Clone())).ShouldBeIdle();
        return (driver, output);
    }

    private static ImmutableArray<MetadataReference> References(params string[] own) =>
        [.. Framework.Concat(own.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))).Select(path => MetadataReference.CreateFromFile(path))];
}
