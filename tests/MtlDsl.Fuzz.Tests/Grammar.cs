using static MtlDsl.Fuzz.Tests.Declaration;

namespace MtlDsl.Fuzz.Tests;

/// <summary>Random declarations of which every one is right.</summary>
internal sealed class Grammar
{
    private static readonly string[] stageNames =
        ["Stride4", "Stride8", "Res3d", "PoolLast", "Last", "@true", "@class", "été", "maps", "forward", "trunk", "x1", "_a", "A", "aB", "ABC", "Output", "Value", "field", "scope"];

    private static readonly string[] headNames =
        ["Surfaces", "Objects", "Depth", "Kind", "Person", "@event", "value", "maps", "image", "größe", "_head", "X", "AB", "Onnx", "Blocks", "Scores", "Batch", "Head1", "record", "Text"];

    private static readonly string[] classNames = ["Ground", "Water", "@null", "Straße", "Car", "None", "Background", "value", "A", "B", "Name", "Index"];

    private readonly int seed;
    private readonly Random random;
    private readonly Queue<string> freeStageNames;

    private Grammar(int seed)
    {
        (this.seed, random) = (seed, new Random(seed));
        freeStageNames = new(Names(stageNames, stageNames.Length));
    }

    /// <summary>The declaration of a seed: always the same.</summary>
    public static Declaration Declare(int seed) => new Grammar(seed).Declare();

    private Declaration Declare()
    {
        var (width, height) = (random.Next(32, 97), random.Next(32, 97));
        var names = random.Pick("", "", "(Names = ParameterNames.Stages)", "(Names = ParameterNames.ResNet)", "(Names = ParameterNames.Features)");
        var trunk = Stages("Backbone", $"[Trunk{names}]", new(3, height, width), [], random.Next(1, 6));
        var branches = new List<StageList>();
        var heads = new List<HeadText>();
        foreach (var name in Names(headNames, random.Next(1, 5)))
            heads.Add(Head(name, trunk, branches, width, height));
        var split = random.Sometimes() ? random.Pick(trunk.Stages).Reference : null;
        return new(seed, trunk, branches, split, heads, width, height, random.Sometimes() ? $", Normalization = Normalization.{random.Pick("ImageNet", "Symmetric")}" : "");
    }

    private StageList Stages(string name, string header, Map input, IReadOnlyList<Stage> before, int count)
    {
        var stages = new List<Stage>();
        for (; count > 0; count--)
        {
            var layers = new List<LayerText>();
            for (var i = random.Next(1, 4); i > 0; i--)
                layers.Add(LayerGrammar.Next(random, layers.Count > 0 ? layers[^1].Output : input));
            if (count == 1 && random.Sometimes() && stages.Count > 0)
                layers.Add(LayerGrammar.GlobalAveragePool(layers[^1].Output));
            stages.Add(new(name, freeStageNames.Dequeue(), layers));
            input = stages[^1].Output;
        }
        return new(name, header, stages, before);
    }

    /// <summary>The stages that a head sees: those of the trunk, and sometimes a branch of its own, which is then tapped.</summary>
    private StageList Branch(StageList trunk, List<StageList> branches)
    {
        if (!random.Sometimes())
            return trunk;
        var start = random.Next(trunk.Stages.Count);
        var branch = Stages($"Branch{branches.Count}", $"[Branch(After = {trunk.Stages[start].Reference})]", trunk.Stages[start].Output, [.. trunk.Stages.Take(start + 1)], random.Next(1, 4));
        branches.Add(branch);
        return branch;
    }

    private HeadText Head(string name, StageList trunk, List<StageList> branches, int width, int height)
    {
        var list = Branch(trunk, branches);
        return random.Next(7) switch
        {
            0 or 1 => Fcn(name, list),
            2 or 3 => Ssd(name, list, width, height),
            4 => Classifier(name, list),
            5 => Dense(name, list),
            _ => Vector(name, list),
        };
    }

    private HeadText Classifier(string name, StageList list)
    {
        var classes = Classes(name, 2);
        return new($"ClassifierHead({random.Pick(list.Stages).Reference}{random.Pick("", ", Dropout = 0.2")})", [],
            [random.Pick("CrossEntropyLoss", "CrossEntropyLoss(LabelSmoothing = 0.1)", "FocalLoss(Gamma = 1.5)")], $"ClassificationHead<{classes.Name}>", name, classes);
    }

    private HeadText Vector(string name, StageList list) => new(
        $"VectorHead({random.Pick(list.Stages).Reference}{random.Pick("", ", Size = 7")})", [], [random.Pick("TripletLoss", "TripletLoss(Margin = 1)")], "EmbeddingHead", name, null);

    private HeadText Dense(string name, StageList list) => new(
        $"DenseHead({TapAndSkips(list)}{random.Pick("", ", Channels = 2")}{Upsampling()})", [],
        random.Pick<string[]>(["L1Loss"], ["SmoothL1Loss(Beta = 0.5)"], ["BerHuLoss", "L1Loss(Weight = 0.1)"]), "RegressionHead", name, null);

    private string Upsampling() => random.Sometimes() ? $", Upsampling = Upsampling.{random.Pick("Bilinear", "Transposed", "Learnt")}" : "";

    private HeadText Fcn(string name, StageList list)
    {
        var classes = Classes(name, 2);
        return new(
            $"FcnHead({TapAndSkips(list)}{Upsampling()})",
            [],
            random.Pick<string[]>(["PixelCrossEntropy"], ["PixelCrossEntropy(Weight = 0.5)"], ["PixelCrossEntropy(Weight = 1e-7, IgnoreLabel = -1)"], ["FocalLoss", "DiceLoss(Smooth = 2)"]),
            $"SegmentationHead<{classes.Name}>", name, classes);
    }

    private string TapAndSkips(StageList list)
    {
        var path = list.PathTo(random.Next(list.Stages.Count)).ToList();
        var skips = new List<Stage>();
        foreach (var stage in path.Skip(1))
            if (random.Next(2) == 0 && LinesUp(stage.Output, (skips.LastOrDefault() ?? path[0]).Output))
                skips.Add(stage);
        return path[0].Reference + (skips.Count > 0 ? $", Skip = [{string.Join(", ", skips.Select(s => s.Reference))}]" : "");
    }

    private HeadText Ssd(string name, StageList list, int width, int height)
    {
        var seen = list.PathTo(list.Stages.Count - 1).Reverse().ToList();
        var maps = random.Some(seen, 3);
        if (list.Before.Count > 0 && !maps.Any(list.Stages.Contains))
            maps = [.. maps, list.Stages[0]];
        var classes = Classes(name, 1);
        return new(
            "SsdHead",
            [.. maps.Select(map => DetectAt(map, Math.Max(width, height)))],
            [$"MultiBoxLoss{random.Pick("", "(NegativeRatio = 2.5)", "(Overlap = 0.4, LocationWeight = 2)", "(Weight = 3)")}"],
            $"DetectionHead<{classes.Name}>", name, classes);
    }

    private string DetectAt(Stage stage, int side)
    {
        var min = random.Next(2, side);
        List<string> arguments = [stage.Reference, random.Next(3) switch
        {
            0 => $"MinSize = {min}",
            1 => $"MinSize = {min}.5, MaxSize = {min + random.Next(1, 20)}",
            _ => $"Sizes = [{string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Number(random.Next(20, 10 * side) / 10.0)))}]",
        }];
        if (random.Sometimes())
            arguments.Add($"AspectRatios = {random.Pick("[2]", "[2, 3]", "new double[] { 1.5 }", "[0.3333333333333333]")}");
        foreach (var further in (string[])["Flip = false", "Step = 7.5", "L2Norm = 20"])
            if (random.Sometimes())
                arguments.Add(further);
        return $"DetectAt({string.Join(", ", arguments)})";
    }

    private Classes Classes(string head, int least) => new($"{head.TrimStart('@')}Class", [.. Names(classNames, random.Next(least, 7))]);

    /// <summary>Different names, which also differ in lower case.</summary>
    private IEnumerable<string> Names(string[] pool, int count)
    {
        var shuffled = pool.ToArray();
        random.Shuffle(shuffled);
        return shuffled.DistinctBy(name => name.ToLowerInvariant()).Take(count);
    }

    // The coarse side is the fine one over a whole number, rounded up.
    private static bool LinesUp(Map fine, Map coarse) => LinesUp(fine.Height, coarse.Height) && LinesUp(fine.Width, coarse.Width);

    private static bool LinesUp(int fine, int coarse) => Math.Round((double)fine / coarse) is >= 1 and var ratio && Math.Ceiling(fine / ratio) == coarse;
}
