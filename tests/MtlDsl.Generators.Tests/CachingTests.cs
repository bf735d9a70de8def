using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace MtlDsl.Generators.Tests;

/// <summary>A key that changes nothing of a declaration makes nothing anew; one that does is seen, wherever it was struck.</summary>
public class CachingTests
{
    private const string Network = """
        [MultitaskModel<Small>(Width = 64, Height = 64)]
        public partial class Net
        {
            [FcnHead(Small.Fine), PixelCrossEntropy] public partial SegmentationHead<Surface> Surfaces { get; }

            [SsdHead, DetectAt(Extra.Coarse, MinSize = 20), MultiBoxLoss] public partial DetectionHead<Thing> Things { get; }

            public int Answer() { return 42; }
        }
        """;

    private readonly CSharpCompilation before = Host.Declare(
        Network,
        "[Trunk] public enum Small { [Conv(16, Stride = 4)] Fine, [BasicBlock(Width = 32, Stride = 2)] Middle }",
        "[Branch(After = Small.Middle)] public enum Extra { [Conv(32, Stride = 2)] Coarse }",
        "public enum Surface { [Color(1, 2, 3)] Ground, Water } public enum Thing { Car }",
        "[PascalVoc<Net>, Label(\"lake\", Surface.Water), RandomFlip] public partial class Data;",
        "public class Bystander { void M() { } }");

    [Fact]
    public void The_same_project_is_cached_in_every_step()
    {
        var rerun = Rerun.Of(before, before);
        foreach (var step in Rerun.Names)
            rerun.Steps[step].ShouldNotBeEmpty($"no value of step {step} was seen");
        rerun.Steps.SelectMany(step => step).ShouldAllBe(reason => reason == Cached);
        rerun.Outputs.ShouldNotBeEmpty();
        rerun.Outputs.ShouldAllBe(reason => reason == Cached);
    }

    [Theory]
    [InlineData("void M() { }", "void M() { Console.WriteLine(); }")]
    [InlineData("Bystander", "Renamed")]
    [InlineData("public class Bystander", "namespace Elsewhere; public class Bystander")]
    [InlineData("public partial class Net", "/* moved */\n\npublic partial class Net")]
    [InlineData("{ get; }\n\n", "{ get; } // a comment\n\n\n\n")]
    [InlineData("return 42", "return 43")]
    [InlineData("public int Answer", "public long Answer")]
    [InlineData("[Trunk] public", "/// <summary>Said of it.</summary>\n[Trunk]   public")]
    [InlineData("MinSize = 20", "MinSize = 4 * 5")]
    [InlineData("FcnHead(Small.Fine)", "global::MtlDsl.FcnHeadAttribute(tap: Small.Fine)")]
    public void An_edit_that_says_the_same_makes_nothing_anew(string old, string replacement) =>
        Rerun.Of(before, Edit(old, replacement)).ShouldBeIdle();

    [Fact]
    public void A_new_file_makes_nothing_anew() =>
        Rerun.Of(before, before.AddSyntaxTrees(Host.Parse("namespace New { class Type { } }", "New.cs"))).ShouldBeIdle();

    /// <summary>Each edit but the first few stands in another file than the network's.</summary>
    [Theory]
    [InlineData("Width = 64, Height", "Width = 96, Height")]
    [InlineData("FcnHead(Small.Fine)", "FcnHead(Small.Middle)")]
    [InlineData("PixelCrossEntropy]", "PixelCrossEntropy(Weight = 2)]")]
    [InlineData("MultiBoxLoss", "MultiBoxLoss(Overlap = 0.4)")]
    [InlineData("Extra.Coarse, MinSize = 20", "Extra.Coarse, MinSize = 20, L2Norm = 20")]
    [InlineData("SegmentationHead<Surface> Surfaces", "SegmentationHead<Surface> Grounds")]
    [InlineData("public partial SegmentationHead", "internal partial SegmentationHead")]
    [InlineData("[Conv(16, Stride = 4)]", "[Conv(48, Stride = 4)]")]
    [InlineData("[BasicBlock(Width = 32, Stride = 2)] Middle", "[BasicBlock(Width = 32, Stride = 2)] Middle, [Conv(16)] Last")]
    [InlineData("[Trunk]", "[Trunk(Names = ParameterNames.Features)]")]
    [InlineData("[Conv(32, Stride = 2)] Coarse", "[Conv(32, Stride = 1)] Coarse")]
    [InlineData("After = Small.Middle", "After = Small.Fine")]
    [InlineData("Ground, Water", "Ground, Water, Snow")]
    [InlineData("Color(1, 2, 3)", "Color(3, 2, 1)")]
    [InlineData("Thing { Car }", "Thing { Truck }")]
    [InlineData("\"lake\"", "\"pond\"")]
    [InlineData("RandomFlip", "Expand(2)")]
    public void An_edit_of_what_is_declared_is_seen_wherever_it_stands(string old, string replacement)
    {
        var rerun = Rerun.Of(before, Edit(old, replacement));
        rerun.Steps.SelectMany(step => step).ShouldContain(Modified);
        rerun.Outputs.ShouldContain(Modified);
    }

    [Fact]
    public void The_order_of_heads_is_part_of_the_declaration()
    {
        const string first = "[FcnHead(Small.Fine), PixelCrossEntropy] public partial SegmentationHead<Surface> Surfaces { get; }";
        const string second = "[SsdHead, DetectAt(Extra.Coarse, MinSize = 20), MultiBoxLoss] public partial DetectionHead<Thing> Things { get; }";
        var swapped = Network.Replace(first, "1").Replace(second, first).Replace("1", second);
        swapped.ShouldNotBe(Network);
        Rerun.Of(before, Edit(Network, swapped)).Outputs.ShouldContain(Modified);
    }

    [Fact]
    public void A_second_network_leaves_the_first_alone()
    {
        var rerun = Rerun.Of(before, With(Network.Replace("class Net", "class Second")));
        rerun.Outputs.Where(reason => reason == New).ShouldHaveSingleItem();
        rerun.Outputs.Where(reason => reason != New).ShouldAllBe(reason => reason == Cached);
    }

    [Fact]
    public void A_network_that_is_gone_takes_its_files_along()
    {
        var driver = Host.Driver().RunGenerators(With(Network.Replace("class Net", "class Second")));
        driver.GetRunResult().GeneratedTrees.ShouldContain(tree => tree.FilePath.Contains("Second"));
        driver = driver.RunGenerators(before);
        driver.GetRunResult().GeneratedTrees.ShouldNotContain(tree => tree.FilePath.Contains("Second"));
        var rerun = Rerun.Of(driver);
        rerun.Outputs.ShouldContain(Removed);
        rerun.Outputs.Where(reason => reason != Removed).ShouldAllBe(reason => reason == Cached);
    }

    [Fact]
    public void Another_mistake_in_place_of_one_writes_nothing_anew()
    {
        var mistaken = Edit(", PixelCrossEntropy]", "]");
        Rerun.Of(mistaken, Edit(", PixelCrossEntropy]", ", MultiBoxLoss]")).Outputs.ShouldAllBe(reason => reason == Cached);
    }

    [Fact]
    public void What_the_project_refers_to_is_part_of_the_declaration()
    {
        var torchless = before.WithReferences(before.References.Where(r => r.Display?.Contains("MtlDsl.Training") != true));
        Rerun.Of(before, torchless).Outputs.ShouldContain(Modified);
    }

    private CSharpCompilation With(string source) => before.AddSyntaxTrees(Host.Parse(source, "Second.cs"));

    private CSharpCompilation Edit(string old, string replacement)
    {
        var tree = before.SyntaxTrees.Where(t => t.ToString().Contains(old)).ShouldHaveSingleItem();
        return before.ReplaceSyntaxTree(tree, Host.Parse(tree.ToString().Replace(old, replacement), tree.FilePath));
    }
}
