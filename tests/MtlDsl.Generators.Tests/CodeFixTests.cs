using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CodeFixes;
using MtlDsl.CodeFixes;
using MtlDsl.Generators.Rules;

namespace MtlDsl.Generators.Tests;

/// <summary>What each code fix makes of a mistake: the text, to the comment and the space.</summary>
public class CodeFixTests
{
    private const string Surfaces = "[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }";

    private static readonly IReadOnlyDictionary<string, CodeFixProvider> fixes = typeof(AddPartialFix).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type)).Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)
        .ToDictionary(fix => fix.FixableDiagnosticIds.Single());

    public static TheoryData<string, string, string> Cases { get; } = new()
    {
        {
            "MTL0001",
            $"// a comment\n[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] // of size\npublic class Net {{ {Surfaces} }}",
            $"// a comment\n[MultitaskModel<SmallResNet>(Width = 64, Height = 64)] // of size\npublic partial class Net {{ {Surfaces} }}"
        },
        {
            "MTL0001",
            $"/// <summary>A network.</summary>\n[MultitaskModel<SmallResNet>(Width = 64, Height = 64)]\n// of heads\nclass Net {{ {Surfaces} }}",
            $"/// <summary>A network.</summary>\n[MultitaskModel<SmallResNet>(Width = 64, Height = 64)]\n// of heads\npartial class Net {{ {Surfaces} }}"
        },
        {
            "MTL0003",
            Net("    // where\n    [FcnHead(SmallResNet.Stride8)] // fine\n    public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            Net("    // where\n    [FcnHead(SmallResNet.Stride8)] // fine\n    [PixelCrossEntropy]\n    public partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0003",
            Net("    /// <summary>Things.</summary>\n    [global::MtlDsl.SsdHead, MtlDsl.DetectAt(SmallResNet.Stride8, MinSize = 9)] public partial DetectionHead<SceneObject> Things { get; }"),
            Net("    /// <summary>Things.</summary>\n    [global::MtlDsl.SsdHead, MtlDsl.DetectAt(SmallResNet.Stride8, MinSize = 9), global::MtlDsl.MultiBoxLoss] public partial DetectionHead<SceneObject> Things { get; }")
        },
        {
            "MTL0004",
            Net("    [FcnHead(SmallResNet.Stride8), SsdHead, PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0004",
            Net("    // one\n    [FcnHead(SmallResNet.Stride8)]\n    [SsdHead]\n    // and its loss\n    [PixelCrossEntropy]\n    public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            Net("    // one\n    [FcnHead(SmallResNet.Stride8)]\n    // and its loss\n    [PixelCrossEntropy]\n    public partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0007",
            "public enum Kinds { /* none */ None = 1, // first\n Car = 4 /* last */ }\n" + Net(Surfaces.Replace("SceneSurface", "Kinds")),
            "public enum Kinds { /* none */ None, // first\n Car /* last */ }\n" + Net(Surfaces.Replace("SceneSurface", "Kinds"))
        },
        {
            "MTL0008",
            Net("    /// <summary>Where.</summary>\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    public static SegmentationHead<SceneSurface> Surfaces { get; set; } = null!; // later"),
            Net("    /// <summary>Where.</summary>\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    public partial SegmentationHead<SceneSurface> Surfaces { get; } // later")
        },
        {
            "MTL0008",
            Net("    // where\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    SegmentationHead<SceneSurface> Surfaces\n        => null!;"),
            Net("    // where\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0008",
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    // open\n    static SegmentationHead<SceneSurface> Surfaces => null!;"),
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy]\n    // open\n    partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0009",
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial /* of */ DetectionHead<SceneSurface /* all */> Surfaces { get; }"),
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial /* of */ SegmentationHead<SceneSurface /* all */> Surfaces { get; }")
        },
        {
            "MTL0009",
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial MtlDsl.DetectionHead<SceneSurface> Surfaces { get; }"),
            Net("    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial MtlDsl.SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL0016",
            Stem("[Conv(16, Stride = 2)] [MaxPool(3, Stride = 2), Conv(16)] Stride4"),
            Stem("[Conv(16, Stride = 2), MaxPool(3, Stride = 2), Conv(16)] Stride4")
        },
        {
            "MTL0016",
            Stem("/// <summary>Four.</summary>\n    [Conv(16, Stride = 2)]\n    [MaxPool(3, Stride = 2)]\n    Stride4"),
            Stem("/// <summary>Four.</summary>\n    [Conv(16, Stride = 2), MaxPool(3, Stride = 2)]\n    Stride4")
        },
        {
            "MTL0016",
            Stem("[Conv(16, Stride = 2)] // finds edges\n    [MaxPool(3, Stride = 2)] // halves\n    Stride4"),
            Stem("[Conv(16, Stride = 2), // finds edges\n    MaxPool(3, Stride = 2)] // halves\n    Stride4")
        },
        {
            "MTL1008",
            Stem("[Conv(channels: /* wide */ 20 /* enough */, Stride = 4)] Stride4"),
            Stem("[Conv(channels: /* wide */ 32 /* enough */, Stride = 4)] Stride4")
        },
        {
            "MTL1008",
            Stem("[BasicBlock(Width = 2 * 20, Stride = 4)] Stride4 // last"),
            Stem("[BasicBlock(Width = 48, Stride = 4)] Stride4 // last")
        },
        {
            "MTL2004",
            Net("    [FcnHead(SmallResNet.Stride8), /* how */ MtlDsl.MultiBoxLoss(Overlap = 0.4, Weight = 2)] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            Net("    [FcnHead(SmallResNet.Stride8), /* how */ MtlDsl.PixelCrossEntropy(Weight = 2)] public partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
        {
            "MTL2004",
            Net("    // where\n    [MultiBoxLoss]\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }"),
            Net("    // where\n    [FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial SegmentationHead<SceneSurface> Surfaces { get; }")
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_mistake_is_put_right(string id, string before, string after)
    {
        using var fixing = new Fixing(fixes[id], [before]);
        (await fixing.FixFirst()).ShouldBeTrue();
        fixing.Sources.ShouldHaveSingleItem().ShouldBe(after);
        (await fixing.Count()).ShouldBe(0);
    }

    [Theory]
    [InlineData("MTL0009", "[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial int Surfaces { get; }")]
    [InlineData("MTL0009", "[FcnHead(SmallResNet.Stride8), PixelCrossEntropy] public partial System.Collections.Generic.Dictionary<int, int> Surfaces { get; }")]
    public async Task What_a_person_must_choose_is_left_alone(string id, string head)
    {
        using var fixing = new Fixing(fixes[id], [Net(head)]);
        (await fixing.FixFirst()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_classes_may_stand_in_another_file()
    {
        using var fixing = new Fixing(fixes["MTL0007"], [Net(Surfaces.Replace("SceneSurface", "Kinds")), "enum Kinds { None = 3, Car }"]);
        (await fixing.FixFirst()).ShouldBeTrue();
        fixing.Sources.ShouldBe([Net(Surfaces.Replace("SceneSurface", "Kinds")), "enum Kinds { None, Car }"]);
    }

    public static TheoryData<string> Ids { get; } = new(Cases.Select(row => (string)row[0]).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task All_mistakes_of_a_file_are_put_right_at_once(string id)
    {
        var (first, second) = (Several(id, 0), Several(id, 1));
        using var fixing = new Fixing(fixes[id], [first.Before, second.Before], [first.Before]);
        await fixing.FixAll(FixAllScope.Document);
        fixing.Sources.ShouldBe([first.After, second.Before, first.Before]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task All_mistakes_of_a_solution_are_put_right_at_once(string id)
    {
        var (first, second) = (Several(id, 0), Several(id, 1));
        using var fixing = new Fixing(fixes[id], [first.Before, second.Before], [first.Before]);
        await fixing.FixAll(FixAllScope.Solution);
        fixing.Sources.ShouldBe([first.After, second.After, first.After]);
        (await fixing.Count()).ShouldBe(0);
    }

    [Fact]
    public void Every_fix_is_for_a_rule_and_is_tested()
    {
        fixes.Keys.ShouldBeSubsetOf(Descriptors.All.Select(rule => rule.Id));
        fixes.Keys.ShouldBeSubsetOf(Cases.Select(row => (string)row[0]));
    }

    /// <summary>All cases of a fix in one file, with names of their own.</summary>
    private static (string Before, string After) Several(string id, int file)
    {
        var cases = Cases.Where(row => (string)row[0] == id).ToList();
        return (Together(1), Together(2));

        string Together(int text) => string.Join("\n", cases.Select((row, index) => Regex.Replace((string)row[text], @"\b(Net|Kinds|Stem)\b", $"${{1}}{file}{index}")));
    }

    private static string Stem(string stage) =>
        $"[Trunk]\npublic enum Stem\n{{\n    {stage}\n}}\n" + Net(Surfaces.Replace("SmallResNet.Stride8", "Stem.Stride4")).Replace("<SmallResNet>", "<Stem>");

    private static string Net(string head) => $"[MultitaskModel<SmallResNet>(Width = 64, Height = 64)]\npublic partial class Net\n{{\n{head}\n}}";
}
