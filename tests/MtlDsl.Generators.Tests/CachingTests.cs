using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MtlDsl.Generators.Tests;

public class CachingTests
{
    private const string Network = """
        [MultitaskModel<SmallResNet>(Width = 64, Height = 64)]
        public partial class Net
        {
            [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }
        }
        """;

    private readonly CSharpCompilation before = Host.Compile([.. Host.Models, Network, "public class Bystander { void M() { } }"]);

    [Fact]
    public void The_same_compilation_is_cached() => Outputs(before, before.Clone()).ShouldAllBe(r => r == IncrementalStepRunReason.Cached);

    [Theory]
    [InlineData("void M() { }", "void M() { Console.WriteLine(); }")]
    [InlineData("Bystander", "Renamed")]
    [InlineData("public partial class Net", "/* moved */\n\npublic partial class Net")]
    public void An_edit_elsewhere_writes_nothing_anew(string old, string replacement) =>
        Outputs(before, Edit(before, old, replacement)).ShouldAllBe(r => r == IncrementalStepRunReason.Cached);

    [Theory]
    [InlineData("Width = 64, Height = 64)]\npublic partial class Net", "Width = 96, Height = 64)]\npublic partial class Net")]
    [InlineData("SmallResNet.Stride8), PixelCrossEntropy] public", "SmallResNet.Stride16), PixelCrossEntropy] public")]
    [InlineData("PixelCrossEntropy] public partial", "PixelCrossEntropy(Weight = 2)] public partial")]
    [InlineData("[BasicBlock(Width = 64, Blocks = 2, Stride = 2)]", "[BasicBlock(Width = 80, Blocks = 2, Stride = 2)]")]
    [InlineData("[Color(50, 110, 200)] Water,", "[Color(50, 110, 200)] Water, Snow,")]
    public void An_edit_of_what_is_declared_is_seen_wherever_it_stands(string old, string replacement) =>
        Outputs(before, Edit(before, old, replacement)).ShouldContain(IncrementalStepRunReason.Modified);

    [Fact]
    public void A_second_network_leaves_the_first_alone()
    {
        var reasons = Outputs(before, before.AddSyntaxTrees(Host.Parse(Network.Replace("class Net", "class Second"), "Second.cs")));
        reasons.ShouldContain(IncrementalStepRunReason.New);
        reasons.Where(r => r != IncrementalStepRunReason.New).ShouldAllBe(r => r == IncrementalStepRunReason.Cached);
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, string old, string replacement)
    {
        var tree = compilation.SyntaxTrees.First(t => t.ToString().Contains(old));
        return compilation.ReplaceSyntaxTree(tree, Host.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
    }

    private static List<IncrementalStepRunReason> Outputs(CSharpCompilation first, CSharpCompilation second)
    {
        var result = Host.Driver().RunGenerators(first).RunGenerators(second).GetRunResult();
        var reasons = result.Results.SelectMany(r => r.TrackedOutputSteps.Values).SelectMany(steps => steps).SelectMany(step => step.Outputs).Select(o => o.Reason).ToList();
        reasons.ShouldNotBeEmpty();
        return reasons;
    }
}
