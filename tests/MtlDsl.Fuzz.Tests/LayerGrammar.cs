namespace MtlDsl.Fuzz.Tests;

/// <summary>Random layers that fit a map. Their shapes are computed here as the textbooks do, apart from the generator.</summary>
internal static class LayerGrammar
{
    private delegate LayerText? Kind(Random random, Map input);

    // Kinds that are given more often stand more often.
    private static readonly Kind[] kinds = 
    [
        Conv, Conv, Conv, MaxPool, BasicBlock, BasicBlock, Bottleneck, InvertedResidual, InvertedResidual, AveragePool, Fire, MBConv, Pointwise, Pointwise,
    ];

    /// <summary>A layer; its map has at least one cell.</summary>
    public static LayerText Next(Random random, Map input)
    {
        while (true)
            if (random.Pick(kinds)(random, input) is { Output: { Height: >= 1, Width: >= 1 } } layer)
                return layer;
    }

    public static LayerText GlobalAveragePool(Map input) => new("GlobalAveragePool", input with { Height = 1, Width = 1 });

    private static LayerText Conv(Random random, Map input)
    {
        var (channels, kernel) = (Channels(random), random.Pick(1, 1, 2, 3, 3, 3, 4, 5, 7));
        var (stride, dilation) = (random.Pick(1, 1, 1, 2, 2, 3), random.Pick(1, 1, 1, 2, 3));
        int? padding = random.Sometimes() ? random.Next(kernel + 1) : null;
        var groups = random.Pick(Enumerable.Range(1, Math.Min(input.Channels, channels)).Where(g => input.Channels % g == 0 && channels % g == 0).ToArray());
        var text = Arguments($"Conv({channels}",
            (kernel != 3 || random.Sometimes(), $"Kernel = {kernel}"), (stride != 1, $"Stride = {stride}"), (padding is not null, $"Padding = {padding}"),
            (dilation != 1, $"Dilation = {dilation}"), (groups != 1, $"Groups = {groups}"),
            (random.Sometimes(), $"Norm = Norm.{random.Pick("Batch", "None")}"), (random.Sometimes(), $"Activation = Activation.{random.Pick("ReLU", "ReLU6", "None")}"));
        return new(text, Slide(input with { Channels = channels }, kernel, stride, padding ?? dilation * (kernel - 1) / 2, dilation));
    }

    private static LayerText MaxPool(Random random, Map input)
    {
        var (kernel, stride) = (random.Pick(2, 3, 3, 5), random.Pick(1, 2, 2));
        int? padding = random.Sometimes() ? random.Next(kernel / 2 + 1) : null;
        return new(Arguments($"MaxPool({kernel}", (stride != 1, $"Stride = {stride}"), (padding is not null, $"Padding = {padding}")),
            Slide(input, kernel, stride, padding ?? (kernel - 1) / 2, 1));
    }

    private static LayerText AveragePool(Random random, Map input)
    {
        var (kernel, stride) = (random.Pick(2, 3), random.Pick(1, 2));
        return new($"AveragePool({kernel}, Stride = {stride}, Padding = 0)", Slide(input, kernel, stride, 0, 1));
    }

    private static LayerText Fire(Random random, Map input)
    {
        var (first, second) = (Channels(random), Channels(random));
        return new($"Fire({random.Pick(4, 8)}, {first}, {second})", input with { Channels = first + second });
    }

    private static LayerText MBConv(Random random, Map input)
    {
        var (channels, stride) = (Channels(random), Stride(random));
        return new($"MBConv({channels}, Hidden = {random.Pick(16, 24)}, Kernel = {random.Pick(3, 5)}, Stride = {stride}{(random.Sometimes() ? ", Squeeze = 8" : "")})",
            Slide(input with { Channels = channels }, 3, stride, 1, 1));
    }

    /// <summary>What leaves the map's size as it is.</summary>
    private static LayerText Pointwise(Random random, Map input) => new(
        random.Pick("BatchNorm", $"GroupNorm({(input.Channels % 2 == 0 ? 2 : 1)})", "Activate(Activation.ReLU)", "Dropout(0.5)", "L2Norm(20)", "SqueezeExcitation(4)"), input);

    private static LayerText BasicBlock(Random random, Map input)
    {
        var (width, blocks, stride) = (Channels(random), Blocks(random), Stride(random));
        return new(Arguments($"BasicBlock(Width = {width}", (blocks != 1, $"Blocks = {blocks}"), (stride != 1, $"Stride = {stride}")),
            Slide(input with { Channels = width }, 3, stride, 1, 1));
    }

    private static LayerText Bottleneck(Random random, Map input)
    {
        var (width, blocks, stride) = (random.Pick(4, 8, 16), Blocks(random), Stride(random));
        int? outputs = random.Sometimes() ? Channels(random) : null;
        return new(
            Arguments($"Bottleneck(Width = {width}", (outputs is not null, $"Outputs = {outputs}"), (blocks != 1, $"Blocks = {blocks}"), (stride != 1, $"Stride = {stride}"),
                (random.Sometimes(), $"StrideOn = StridePlacement.{random.Pick("Spatial", "Reduction")}")),
            Slide(input with { Channels = outputs ?? 4 * width }, 3, stride, 1, 1));
    }

    private static LayerText InvertedResidual(Random random, Map input)
    {
        var (channels, blocks, stride) = (Channels(random), Blocks(random), Stride(random));
        return new(Arguments($"InvertedResidual({channels}", (random.Sometimes(), $"Expansion = {random.Pick(1, 2, 3)}"), (blocks != 1, $"Blocks = {blocks}"), (stride != 1, $"Stride = {stride}")),
            Slide(input with { Channels = channels }, 3, stride, 1, 1));
    }

    private static Map Slide(Map map, int kernel, int stride, int padding, int dilation)
    {
        return map with { Height = Side(map.Height), Width = Side(map.Width) };

        int Side(int side) => (int)Math.Floor((side + 2.0 * padding - dilation * (kernel - 1) - 1) / stride) + 1;
    }

    private static int Channels(Random random) => random.Pick(4, 8, 8, 12, 16, 16, 24, 30);

    private static int Blocks(Random random) => random.Pick(1, 1, 1, 2, 3);

    private static int Stride(Random random) => random.Pick(1, 1, 2, 2, 3);

    private static string Arguments(string first, params ReadOnlySpan<(bool Given, string Text)> others)
    {
        foreach (var (given, text) in others)
            if (given)
                first += $"{(first.EndsWith('(') ? "" : ", ")}{text}";
        return first + ")";
    }
}
