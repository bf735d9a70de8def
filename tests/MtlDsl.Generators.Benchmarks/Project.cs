using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MtlDsl.Generators.Benchmarks;

/// <summary>A project with a number of networks, each as large as the one for Pascal VOC, and a file that has nothing to do with them.</summary>
internal sealed class Project
{
    private static readonly string models = Path.Combine(AppContext.BaseDirectory, "Models");

    private static readonly MetadataReference[] references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).Contains("CodeAnalysis") && Path.GetFileName(path) != "MtlDsl.Generators.dll").Order(StringComparer.Ordinal)
            .Select(path => MetadataReference.CreateFromFile(path))];

    public Project(int networks)
    {
        var network = Read("Networks", "VocMultitask.cs");
        string[] sources =
        [
            "global using System; global using MtlDsl; global using MtlDsl.Models;",
            Bystander(0),
            Read("Trunks", "ResNet50.cs"), Read("Heads", "SsdExtras.cs"), Read("Classes", "VocClass.cs"), Read("Classes", "VocObject.cs"),
            .. Enumerable.Range(0, networks).Select(index => network.Replace("namespace MtlDsl.Models;", $"namespace MtlDsl.Models.Copy{index};")),
        ];
        Compilation = CSharpCompilation.Create("Networks", sources.Select(Parse), references,
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    public CSharpCompilation Compilation { get; private set; }

    public static CSharpGeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ModelGenerator().AsSourceGenerator(), new AdapterGenerator().AsSourceGenerator()],
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>A project as a compiler meets it that knows nothing of it yet.</summary>
    public CSharpCompilation Fresh() => Compilation.Clone();

    /// <summary>A key struck in a method of the file that has nothing to do with the networks.</summary>
    public void TypeElsewhere(int key) => Replace(1, Bystander(key));

    /// <summary>A key struck in the size of the first network.</summary>
    public void TypeInDeclaration(int key) => Replace(6, Regex.Replace(Compilation.SyntaxTrees[6].ToString(), @"Width = \d+", $"Width = {300 + key}"));

    private void Replace(int file, string text) => Compilation = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[file], Parse(text, file));

    private static string Bystander(int key) => $"class Bystander {{ int Answer() => {key}; }}";

    private static SyntaxTree Parse(string text, int index) => CSharpSyntaxTree.ParseText(text, path: $"File{index}.cs");

    private static string Read(string folder, string file) => File.ReadAllText(Path.Combine(models, folder, file));
}
