using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Heads;

/// <summary>
/// A head that gives values to every pixel in the manner of a fully convolutional network: 1x1 convolutions on the tap and on each skip, each
/// result enlarged to the next and added to it, the last one enlarged to the image.
/// </summary>
internal abstract record PixelwiseGraph(HeadSpec Spec, IReadOnlyList<Stage> Owned, IReadOnlyList<Stage> Maps, int Channels, Upsampling Upsampling, Shape Image)
    : HeadGraph(Spec, Owned)
{
    /// <summary>What a 1x1 convolution's result is called.</summary>
    protected abstract string Word { get; }

    public override IReadOnlyList<Stage> Taps => Maps;

    public override (string Method, IEnumerable<HeadLayer> Layers)? Start => ("Zero", Scores);

    public override IReadOnlyList<HeadLayer> Layers => [.. Scores, .. Enlargements.Where(e => e.IsModule)];

    protected override Cost Joins => Enlargements.Where(e => !e.IsModule).Select(e => e.Cost)
        .Concat(Maps.Skip(1).Select(skip => Cost.Writing(skip.Output with { Channels = Channels })))
        .Aggregate(default(Cost), (sum, cost) => sum + cost);

    private IReadOnlyList<HeadLayer> Scores =>
        [.. Maps.Select(tap => new HeadLayer($"{Word}_{tap.Field}", new Conv2d(tap.Output.Channels, Channels, 1, bias: true), tap.Output))];

    /// <summary>From each map to the next, and from the last one to the image.</summary>
    private IReadOnlyList<HeadLayer> Enlargements =>
    [
        .. Maps.Select((map, index) => index + 1 < Maps.Count
            ? Enlarge($"enlarge_{Maps[index + 1].Field}", map.Output, Maps[index + 1].Output)
            : Enlarge("enlarge_image", map.Output, Image)),
    ];

    public override void WriteForward(CodeWriter writer)
    {
        var (scores, enlargements) = (Scores, Enlargements);
        writer.Line($"var {Word}s = {scores[0].Torch(Read(Maps[0]))};");
        for (var i = 0; i < Maps.Count; i++)
            writer.Line($"{Word}s = {enlargements[i].Torch($"{Word}s")}{(i + 1 < Maps.Count ? $" + {scores[i + 1].Torch(Read(Maps[i + 1]))}" : "")};");
        writer.Line($"return {Word}s.MoveToOuterDisposeScope();");
    }

    public override IReadOnlyList<string> OutputVariables => [$"{Word}sOutput"];

    public override void WriteOnnx(CodeWriter writer, NamePath root)
    {
        var (scores, enlargements) = (Scores, Enlargements);
        writer.Line($"var {Word}s = {scores[0].Onnx(Read(Maps[0]), root)};");
        for (var i = 0; i + 1 < Maps.Count; i++)
            writer.Line($"{Word}s = graph.Add({enlargements[i].Onnx($"{Word}s", root)}, {scores[i + 1].Onnx(Read(Maps[i + 1]), root)});");
        writer.Line($"graph.Output({enlargements[Maps.Count - 1].Onnx($"{Word}s", root)}, {OutputVariables[0]});");
    }

    private HeadLayer Enlarge(string name, Shape map, Shape to)
    {
        var scores = map with { Channels = Channels };
        return new(name, Enlargement.Of(Upsampling, scores, to.Height, to.Width), scores);
    }
}
