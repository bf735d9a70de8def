namespace MtlDsl.Fuzz.Tests;

/// <summary>Ways to make a right declaration wrong, each with the diagnostic that it must lead to.</summary>
internal static class Mutations
{
    private delegate Declaration? Change(Declaration declaration, Random random);

    // A change that does not fit a declaration, for it has no branch, say, gives null.
    private static readonly (string Id, Change Change)[] all =
    [
        ("MTL0001", (d, _) => d with { Class = "public class Net" }),
        ("MTL0002", (d, _) => d with { Heads = [] }),
        ("MTL0003", (d, r) => Head(d, r, h => h with { Losses = [] })),
        ("MTL0004", (d, r) => Head(d, r, h => h with { Details = [.. h.Details, h.Kind == "SsdHead" ? $"FcnHead({d.Trunk.Stages[0].Reference})" : "SsdHead"] })),
        ("MTL0005", (d, r) => r.Next(2) == 0 ? d with { Width = r.Pick(0, 31, -5, 4097, int.MaxValue, int.MinValue) } : d with { Height = r.Pick(0, 31, 100_000) }),
        ("MTL0006", (d, r) => Classed(d, r, c => c with { Members = [] })),
        ("MTL0006", (d, r) => Head(d, r, h => h is { Kind: not "SsdHead", Classes: { } classes } ? h with { Classes = classes with { Members = [classes.Members[0]] } } : null)),
        ("MTL0007", (d, r) => Classed(d, r, c => c with { Members = [.. c.Members.SkipLast(1), $"{c.Members[^1]} = {r.Pick("99", "-1", "int.MaxValue")}"] })),
        ("MTL0008", (d, r) => Head(d, r, h => r.Next(2) == 0 ? h with { Modifiers = "public", Accessors = "{ get; } = null!;" } : h with { Accessors = "{ get; set; }" })),
        ("MTL0009", (d, r) => Head(d, r, h => h with { Type = r.Pick("int", "object", "SegmentationHead", "DetectionHead", "System.Collections.Generic.List<string>") })),
        ("MTL0010", (d, _) => d with { Trunk = d.Trunk with { Header = "" } }),
        ("MTL0010", (d, _) => d with { Trunk = d.Trunk with { Stages = [] }, Heads = [], Split = null, Branches = [] }),
        ("MTL0011", (d, r) => Staged(d, r, s => s with { Layers = [] })),
        ("MTL0012", (d, _) => d with { Class = "public partial class Net<T>" }),
        ("MTL0013", (d, r) => Head(d, r, h => h with { Name = r.Pick("Trunk", "Architecture", "Output", "Targets", "Losses", "Predictor", "Prediction", "training", "parameters", "GetName", "ToString", "ToList") })),
        ("MTL0014", (d, _) => d with { Heads = [.. d.Heads, Second(d, "Twin"), Second(d, "twin")] }),
        ("MTL1001", (d, r) => Layer(d, r, _ => r.Pick("Conv(0)", "Conv(16, Kernel = 0)", "Conv(16, Stride = -1)", "Conv(7, Groups = 2)", "BasicBlock", "BasicBlock(Width = 16, Blocks = 0)",
            "Bottleneck(Width = -4)", "InvertedResidual(16, Expansion = 0)", "MaxPool(3, Padding = 2)", "MaxPool(0)"))),
        ("MTL1002", (d, r) => Layer(d, r, _ => r.Pick("Conv(16, Kernel = 101, Padding = 0)", "MaxPool(201, Padding = 0)", "Conv(16, Dilation = 99, Padding = 0)"))),
        ("MTL1003", (d, r) => Head(d, r, h => h.Kind.StartsWith("FcnHead") ? h with { Kind = $"FcnHead({r.Pick("ResNet50.Res2c", "null", "\"Stride4\"", "7", "typeof(int)", "(Backbone)77")})" } : null)),
        ("MTL1003", (d, _) => d with { Split = "ResNet50.Res2c" }),
        ("MTL1004", (d, r) => d.Branches.Count == 0 ? null : d with { Heads = [.. d.Heads, Second(d, "Second") with { Kind = $"FcnHead({d.Branches[0].Stages[0].Reference})" }] }),
        ("MTL1005", (d, r) => d.Trunk.Stages.Count < 2 ? null : Head(d, r, h => h.Kind.StartsWith("FcnHead") ? h with { Kind = $"FcnHead({d.Trunk.Stages[0].Reference}, Skip = [{d.Trunk.Stages[^1].Reference}])" } : null)),
        ("MTL1006", (d, r) => d.Branches.Count == 0 ? null : d with { Branches = [d.Branches[0] with { Header = r.Pick("[Branch]", "[Branch(After = ResNet50.Res2c)]", "[Branch(After = null)]", "[Branch(After = 3)]") }, .. d.Branches.Skip(1)] }),
        ("MTL2001", (d, r) => Detecting(d, r, h => h with { Details = [] })),
        ("MTL2002", (d, r) => Detecting(d, r, h => h with { Details = [$"DetectAt({d.Trunk.Stages[0].Reference})", .. h.Details.Skip(1)] })),
        ("MTL2003", (d, r) => Detecting(d, r, h => h with { Details = [$"DetectAt({d.Trunk.Stages[0].Reference}, {r.Pick("MinSize = -1", "MinSize = 5, MaxSize = 4", "MinSize = 5, AspectRatios = [0]", "Sizes = [5, -5]")})", .. h.Details.Skip(1)] })),
        ("MTL2004", (d, r) => Head(d, r, h => h with { Losses = [h.Kind == "SsdHead" ? "PixelCrossEntropy" : "MultiBoxLoss"] })),
        ("MTL2005", (d, r) => Detecting(d, r, h => h with { Details = [h.Details[0], .. h.Details] })),
        ("MTL2023", (d, r) => Detecting(d, r, h => h with { Details = [$"{h.Details[0].Split(',')[0]}, Sizes = [0.1, 0.2])", .. h.Details.Skip(1)] })),
    ];

    /// <summary>A declaration with one random mistake, and the diagnostic that must name it.</summary>
    public static (Declaration Declaration, string Id) Break(Declaration declaration)
    {
        var random = new Random(declaration.Seed);
        while (true)
            if (random.Pick(all) is var (id, change) && change(declaration, random) is { } broken)
                return (broken, id);
    }

    private static HeadText Second(Declaration declaration, string name) =>
        new($"FcnHead({declaration.Trunk.Stages[0].Reference})", [], ["PixelCrossEntropy"], "SegmentationHead<SceneSurface>", name, null);

    private static Declaration? Head(Declaration declaration, Random random, Func<HeadText, HeadText?> change)
    {
        var index = random.Next(declaration.Heads.Count);
        return change(declaration.Heads[index]) is { } changed ? declaration with { Heads = [.. declaration.Heads.Select((head, i) => i == index ? changed : head)] } : null;
    }

    private static Declaration? Detecting(Declaration declaration, Random random, Func<HeadText, HeadText> change) =>
        Head(declaration, random, head => head.Kind == "SsdHead" ? change(head) : null);

    private static Declaration? Classed(Declaration declaration, Random random, Func<Classes, Classes> change) =>
        Head(declaration, random, head => head.Classes is { } classes ? head with { Classes = change(classes) } : null);

    private static Declaration? Staged(Declaration declaration, Random random, Func<Stage, Stage> change)
    {
        var index = random.Next(declaration.Trunk.Stages.Count);
        return declaration with { Trunk = declaration.Trunk with { Stages = [.. declaration.Trunk.Stages.Select((stage, i) => i == index ? change(stage) : stage)] } };
    }

    private static Declaration? Layer(Declaration declaration, Random random, Func<LayerText, string> change) =>
        Staged(declaration, random, stage => stage with { Layers = [stage.Layers[0] with { Text = change(stage.Layers[0]) }, .. stage.Layers.Skip(1)] });
}
