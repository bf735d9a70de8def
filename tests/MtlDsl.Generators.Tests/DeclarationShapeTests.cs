using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MtlDsl.Generators.Tests;

/// <summary>Wherever and however C# lets a class be declared, the network compiles without a warning and runs.</summary>
public class DeclarationShapeTests
{
    private const string Marked = "[MultitaskModel<SmallResNet>(Width = 32, Height = 32)]";
    private const string Surfaces = "[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }";
    private const string Objects = "[SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }";
    private const string Net = $"{Marked} public partial class Net {{ {Surfaces} {Objects} }}";

    public static TheoryData<string, string> Places { get; } = new()
    {
        { Net, "Net" },
        { $"namespace A.B; {Net}", "A.B.Net" },
        { $"namespace A {{ namespace B {{ {Net} }} }}", "A.B.Net" },
        { $"namespace @for.@in; {Net}", "for.in.Net" },
        { $"partial class Outer {{ {Net} }}", "Outer+Net" },
        { $"partial struct Outer {{ {Net} }}", "Outer+Net" },
        { $"partial record Outer(int Size) {{ {Net} }}", "Outer+Net" },
        { $"partial record struct Outer(int Size) {{ {Net} }}", "Outer+Net" },
        { $"partial interface IOuter {{ {Net} }}", "IOuter+Net" },
        { $"static partial class Outer {{ {Net} }}", "Outer+Net" },
        { $"abstract partial class Outer {{ sealed partial class @Inner {{ {Net} }} }}", "Outer+Inner+Net" },
        { $"namespace A; partial class Outer {{ {Net.Replace("public partial class", "private partial class")} }}", "A.Outer+Net" },
        { $"partial class Outer {{ {Net.Replace("public partial class", "protected internal sealed partial class")} }}", "Outer+Net" },
        { $"{Marked} partial class Net {{ {Surfaces} }}", "Net" },
        { $"{Marked} internal sealed partial class Net {{ {Surfaces} }}", "Net" },
        { $"{Marked} public partial class Net : IComparable<int> {{ {Surfaces} public int CompareTo(int other) => 0; }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces} public Net(int seed) : this() => Seed = seed; public int Seed {{ get; }} static Net() {{ }} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces} }} partial class Net {{ {Objects} }}", "Net" },
        { $"public partial class Net {{ {Surfaces} }} {Marked} partial class Net; [SplitAfter(SmallResNet.Stride4)] partial class Net {{ {Objects} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("public", "internal")} {Objects.Replace("public", "private protected")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("public partial", "public virtual partial")} }}", "Net" },
        { $"{Net} {Net.Replace("class Net", "class NET")}", "NET" },
        { $"{Marked} public partial class Net {{ {Surfaces} private sealed class BasicBlock; private struct ProjectedBasicBlock2; }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "BasicBlock")} {Objects.Replace("Objects", "ProjectedBasicBlockOnnx")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces} private static void BasicBlock() {{ }} public int ProjectedBasicBlockOnnx => 1; }}", "Net" },
        { $"{Marked} public partial class @class {{ {Surfaces.Replace("Surfaces", "@event")} {Objects.Replace("Objects", "@lock")} }}", "class" },
        { $"{Marked} public partial class @struct {{ {Surfaces.Replace("Surfaces", "value")} {Objects.Replace("Objects", "field")} }}", "struct" },
        { $"{Marked} public partial class Größe {{ {Surfaces.Replace("Surfaces", "Flächen")} {Objects.Replace("Objects", "Ωμέγα")} }}", "Größe" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "surfaces")} {Objects.Replace("Objects", "_objects")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "image")} {Objects.Replace("Objects", "maps")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "Output1")} {Objects.Replace("Objects", "Onnx")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "Blocks")} {Objects.Replace("Objects", "BlocksOnly1")} }}", "Net" },
        { $"{Marked} public partial class Net {{ {Surfaces.Replace("Surfaces", "Scope")} {Objects.Replace("Objects", "Batch")} }}", "Net" },
        {
            $$"""
            namespace A;
            [Trunk] public enum @switch { [Conv(16, Stride = 4)] @true, [Conv(16, Stride = 2)] été, [Conv(16)] forward, [Conv(16)] scope, [Conv(16)] maps }
            [Branch(After = @switch.maps)] public enum @using { [Conv(16, Stride = 2)] @this, [Conv(16)] trunk }
            public enum @object { @null, @void, Straße, ToString1 }
            [MultitaskModel<@switch>(Width = 32, Height = 32)]
            public partial class Net
            {
                [FcnHead(@switch.maps, Skip = [@switch.@true]), PixelCrossEntropy] public partial SegmentationHead<@object> Surfaces { get; }
                [SsdHead, DetectAt(@switch.été, MinSize = 5), DetectAt(@using.@this, MinSize = 9), DetectAt(@using.trunk, MinSize = 12), MultiBoxLoss] public partial DetectionHead<@object> Objects { get; }
            }
            """, "A.Net"
        },
        {
            $$"""
            #pragma warning disable CS8981 // lower-case names
            namespace Outer
            {
                namespace TorchSharp { class torch { } } namespace System { class Math { } } namespace MtlDsl1 { }
                class Tensor { } class torch { } class Module { } class IReadOnlyList { } class GeneratedCode { } class Architecture { } class TaskLoss { } class Text { }
                {{Net}}
            }
            """, "Outer.Net"
        },
        { $"partial class Outer {{ class System {{ }} class TorchSharp {{ }} class Tensor {{ }} class MtlDsl {{ }} {Net} }}", "Outer+Net" },
        { $"{Marked} public partial class Net {{ {Surfaces} class System {{ }} class TorchSharp {{ }} class Tensor {{ }} class MtlDsl {{ }} }}", "Net" },
        { $"#pragma warning disable CS8981\nusing static System.Math; using Tensor = System.String; using nn = System.Int32; {Net}", "Net" },
        { $"#nullable disable\n{Net}", "Net" },
        { $"{Net} namespace Other {{ {Net} }}", "Other.Net" },
        { $"namespace Q {{ {Net} }} namespace q {{ {Net} }}", "q.Net" },
        { $"namespace A.Q {{ {Net} }} namespace a.q {{ {Net} }} namespace A.q {{ {Net} }}", "A.q.Net" },
        { $"namespace Qq {{ {Net} }} partial class qQ {{ {Net} }}", "qQ+Net" },
        { $"partial class Outer {{ {Net} }} partial class OUTER {{ {Net} }}", "OUTER+Net" },
        { $"partial class Outer {{ {Net} }} partial struct oUTER {{ {Net.Replace("class Net", "class NET")} {Net} }}", "oUTER+Net" },
        { $"{Marked} public partial class Net {{ {Surfaces} {Marked} public partial class Blocks {{ {Surfaces} }} }}", "Net+Blocks" },
        { $"namespace Q {{ {Net} }} namespace q {{ {Net} }} namespace q_1 {{ {Net} }}", "q_1.Net" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void It_compiles_and_runs(string source, string name)
    {
        using var loaded = new Loaded(Host.Generate(Host.Declare(source)).Compilation);
        loaded.ShouldRun(name);
    }

    [Fact]
    public void Parts_of_a_class_may_stand_in_several_files()
    {
        using var loaded = new Loaded(Host.Generate(Host.Declare(
            $"public partial class Net {{ {Objects} }}", $"{Marked} public partial class Net {{ {Surfaces} }}", "partial class Net { public int Answer => 42; }")).Compilation);
        loaded.ShouldRun("Net");
    }

    [Theory]
    [InlineData(NullableContextOptions.Disable, false)]
    [InlineData(NullableContextOptions.Warnings, true)]
    [InlineData(NullableContextOptions.Enable, true)]
    public void It_compiles_whatever_the_projects_options(NullableContextOptions nullable, bool strict)
    {
        var options = Host.Options.WithNullableContextOptions(nullable).WithOverflowChecks(strict).WithAllowUnsafe(!strict)
            .WithGeneralDiagnosticOption(strict ? ReportDiagnostic.Error : ReportDiagnostic.Default)
            .WithOptimizationLevel(strict ? OptimizationLevel.Release : OptimizationLevel.Debug)
            .WithSpecificDiagnosticOptions([new("CS1591", ReportDiagnostic.Warn)]);
        using var loaded = new Loaded(Host.Generate(Host.Declare(Net).WithOptions(options)).Compilation);
        loaded.ShouldRun("Net");
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void It_compiles_in_every_version_of_the_language_that_has_partial_properties(LanguageVersion version)
    {
        using var loaded = new Loaded(Host.Generate(Parsed(Host.Declare(Net), version)).Compilation);
        loaded.ShouldRun("Net");
    }

    [Fact]
    public async Task Older_versions_get_the_compilers_own_word() =>
        (await Host.Analyze(Parsed(Host.Declare(Net), LanguageVersion.CSharp12))).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id[..2]).Distinct().ShouldBe(["CS"]);

    [Fact]
    public void It_needs_no_using_directive()
    {
        var source = Net.Replace("[MultitaskModel<SmallResNet>", "[MtlDsl.MultitaskModel<MtlDsl.Models.SmallResNet>").Replace("FcnHead(", "MtlDsl.FcnHead(").Replace("PixelCross", "MtlDsl.PixelCross")
            .Replace("partial SegmentationHead<", "partial MtlDsl.SegmentationHead<MtlDsl.Models.").Replace("partial DetectionHead<", "partial MtlDsl.DetectionHead<MtlDsl.Models.")
            .Replace("[SsdHead, DetectAt", "[MtlDsl.SsdHeadAttribute, MtlDsl.DetectAt").Replace("MultiBoxLoss", "global::MtlDsl.MultiBoxLoss").Replace("(SmallResNet", "(MtlDsl.Models.SmallResNet");
        var compilation = Host.Declare(source);
        using var loaded = new Loaded(Host.Generate(compilation.RemoveSyntaxTrees(compilation.SyntaxTrees[0])).Compilation);
        loaded.ShouldRun("Net");
    }

    [Theory]
    [InlineData("MtlDsl.Training")]
    [InlineData("MtlDsl.Onnx")]
    [InlineData("MtlDsl.Deployment")]
    [InlineData("Torch")]
    public void What_the_project_does_not_refer_to_is_not_written(string missing)
    {
        var compilation = Host.Declare(Net, "[PascalVoc<Net>] public partial class Data;");
        compilation = compilation.WithReferences(compilation.References.Where(r => r.Display is null || !Path.GetFileName(r.Display).StartsWith(missing, StringComparison.Ordinal)));
        Host.Generate(compilation).Sources.ShouldAllBe(source => !source.SourceText.ToString().Contains($"global::{missing}."));
    }

    [Theory]
    [InlineData("[MultitaskModel<>(Width = 64, Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<Missing>(Width = 64, Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<string>(Width = 64, Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<List<>>(Width = 64, Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net<T> where T : struct, Enum { }")]
    [InlineData("[MultitaskModel(Width = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = , Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = \"64\", Height = 6.4)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(64, 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64), SplitAfter] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64), SplitAfter(null)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64), SplitAfter(typeof(int))] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64), SplitAfter((SmallResNet)99)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] [MultitaskModel<ResNet50>(Width = 64, Height = 64)] public partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] partial class Net { } [MultitaskModel<SmallResNet>(Width = 64, Height = 64)] partial class Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] partial class Net { } [MultitaskModel<SmallResNet>(Width = 64, Height = 64)] partial class Net { }", "[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public partial class")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public partial struct Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public partial record struct Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public enum Net { }")]
    [InlineData("[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] public delegate void Net();")]
    [InlineData(Marked + "public partial class Net { [FcnHead, PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(null), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(Missing.X), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(typeof(List<>)), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(\"\\0\\u2028\"), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8, SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(tap: SmallResNet.Stride8, tap: 1), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8, Skip = [null]), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8, Skip = [.. X]), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8, Skip = 7), PixelCrossEntropy(Weight = \"\")] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<Missing> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<int> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial Missing<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> this[int i] { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial ref SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public int H; [SsdHead] void M() { } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt, MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, Sizes = ), MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, Sizes = [\"a\"]), MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, Sizes = null, MinSize = double.NaN), MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = double.PositiveInfinity), MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 1e300, AspectRatios = [1e-300]), MultiBoxLoss] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [SsdHead, DetectAt(SmallResNet.Stride8, MinSize = 9), MultiBoxLoss(NegativeRatio = double.NaN)] public partial DetectionHead<SceneObject> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy(Weight = double.NaN)] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData(Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy(Weight = -1.0)] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(\"16\")] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(int.MaxValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(16, Kernel = int.MaxValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(16, Padding = int.MaxValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(16, Stride = int.MinValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [BasicBlock(Width = 16, Blocks = int.MaxValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [InvertedResidual(16, Expansion = int.MaxValue)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk(Names = (ParameterNames)9)] enum T { [Conv(0)] A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Trunk] enum T { [Conv(16)] A = B, [Conv(16)] B = A } [MultitaskModel<T>(Width = 64, Height = 64)] public partial class Net { [FcnHead(T.A), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("enum C { A = Missing, B } " + Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<C> H { get; } }")]
    [InlineData("enum C : ulong { A = ulong.MaxValue, B = 0 } " + Marked + "public partial class Net { [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<C> H { get; } }")]
    [InlineData("[Branch] enum B { [Conv(16)] X } " + Marked + "public partial class Net { [FcnHead(B.X), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Branch(After = B.X)] enum B { [Conv(16)] X } " + Marked + "public partial class Net { [FcnHead(B.X), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[Branch(After = \"Stride8\")] enum B { [Conv(16)] X } " + Marked + "public partial class Net { [FcnHead(B.X), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> H { get; } }")]
    [InlineData("[PascalVoc<>] public partial class Data;")]
    [InlineData("[PascalVoc<Missing>] public partial class Data;")]
    [InlineData("[PascalVoc<int[]>] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Label] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Label(null, null)] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Label(\"x\", (SceneObject)77)] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Expand] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Expand(\"2\")] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>, Expand(double.NaN)] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>] public partial struct Data;")]
    [InlineData("[PascalVoc<SmallAerial>, AerialScenes<SmallAerial>] public partial class Data;")]
    [InlineData("[PascalVoc<SmallAerial>] public partial class Data<T>;")]
    [InlineData("[PascalVoc<SmallAerial>] partial class Data; [PascalVoc<SmallAerial>] partial class Data;")]
    public async Task A_broken_declaration_gets_an_error_and_breaks_nothing(params string[] sources) =>
        (await Host.Analyze(Host.Declare(sources))).ShouldContain(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS8785");

    private static CSharpCompilation Parsed(CSharpCompilation compilation, LanguageVersion version)
    {
        var options = Host.ParseOptions.WithLanguageVersion(version);
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => Host.Parse(tree.ToString(), tree.FilePath, options)));
    }
}
