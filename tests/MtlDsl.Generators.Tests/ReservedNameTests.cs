using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Tests;

/// <summary>The names that heads and stages cannot have are those that the generated classes really have or inherit, from TorchSharp too.</summary>
public class ReservedNameTests
{
    private const string Net = """
        [Trunk] public enum Bare { [Conv(16, Stride = 8)] Stride8 }
        [MultitaskModel<Bare>(Width = 32, Height = 32)]
        public partial class Net
        {
            [FcnHead(Bare.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
            [SsdHead, DetectAt(Bare.Stride8, MinSize = 9), MultiBoxLoss] public partial DetectionHead<SceneObject> Objects { get; }
        }
        """;

    /// <summary>The generated types that a head becomes a member of.</summary>
    private static readonly string[] ofHeads = ["Net", "Net+Output", "Net+Targets", "Net+Losses", "Net+Prediction"];

    [Fact]
    public void Every_member_that_a_head_could_hide_is_reserved() => Members(ofHeads).Except(MemberNames.Reserved).ShouldBeEmpty();

    [Fact]
    public void Every_member_that_a_stage_could_hide_is_reserved() =>
        Members(["Net+TrunkModule+Maps", "Net+OnnxMaps"]).Except(MemberNames.OfRecords).ShouldBeEmpty();

    [Fact]
    public void What_modules_have_is_what_TorchSharp_gives_them() =>
        Inherited(Type("Net").BaseType!).Except(Inherited(Type("System.Object"))).Order().ShouldBe(MemberNames.OfModules.Except(["Finalize"]).Order());

    [Fact]
    public async Task A_head_of_such_a_name_is_one_error()
    {
        var names = MemberNames.Reserved;
        var heads = names.Select(name => $"[VectorHead(SmallResNet.Stride8), TripletLoss] public partial EmbeddingHead @{name} {{ get; }}");

        var found = await Host.Analyze(Host.Declare(
            $"[MultitaskModel<SmallResNet>(Width = 32, Height = 32)] public partial class Net\n{{\n{string.Join('\n', heads)}\n}}"));

        found.Where(d => d.Id == "MTL0013").Select(d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan).TrimStart('@')).Distinct().Order().ShouldBe(names.Order());
    }

    // Fields and locals are the generator's to name.
    [Fact]
    public void What_only_differs_in_case_compiles()
    {
        var heads = MemberNames.OfModules.Where(name => char.IsLower(name[0])).Select(name => char.ToUpperInvariant(name[0]) + name[1..]).Except(MemberNames.Reserved).ToList();
        var stages = heads.Select(name => $"[Conv(16)] {name}");
        using var loaded = new Loaded(Host.Generate(Host.Declare($$"""
            [Trunk] public enum Bare { [Conv(16, Stride = 4)] First, {{string.Join(", ", stages)}} }
            [MultitaskModel<Bare>(Width = 32, Height = 32)]
            public partial class Net
            {
                {{string.Join('\n', heads.Select(name => $"[VectorHead(Bare.{name}), TripletLoss] public partial EmbeddingHead {name} {{ get; }}"))}}
            }
            """)).Compilation);
        loaded.ShouldRun("Net");
    }

    /// <summary>The names that types have or inherit, without those of the network's own heads and stages.</summary>
    private static IEnumerable<string> Members(IEnumerable<string> types) =>
        types.SelectMany(name => Inherited(Type(name)))
            .Except(["Surfaces", "Objects", "Stride8", .. MemberNames.OfHead("Surfaces", "surfaces"), .. MemberNames.OfHead("Objects", "objects")]).Distinct();

    /// <summary>The names of what a type has and of what it inherits and can see.</summary>
    private static IEnumerable<string> Inherited(INamedTypeSymbol type)
    {
        for (var from = type; from is not null; from = from.BaseType)
            foreach (var member in from.GetMembers().Where(member => member.CanBeReferencedByName || member is IMethodSymbol { MethodKind: MethodKind.Destructor }))
                if (SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, Compilation.Value.Assembly)
                    || member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
                    yield return member.Name;
    }

    private static INamedTypeSymbol Type(string name) => Compilation.Value.GetTypeByMetadataName(name).ShouldNotBeNull();

    private static Lazy<Compilation> Compilation { get; } = new(() => Host.Generate(Host.Declare(Net)).Compilation);
}
