using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Heads;

/// <summary>A map on which an SSD head predicts.</summary>
internal sealed record DetectionMap(DetectAtSpec Spec, Stage Tap)
{
    public int BoxesPerCell => Spec.Shapes.Count;

    public long Boxes => BoxesPerCell * Tap.Output.Cells;

    public bool IsNormalized => Spec.L2Norm > 0;

    /// <summary>Image pixels from the default boxes of a cell to those of the next.</summary>
    public (double Width, double Height) CellIn(Shape image) => Spec.Step > 0
        ? (Spec.Step, Spec.Step)
        : ((double)image.Width / Tap.Output.Width, (double)image.Height / Tap.Output.Height);
}

/// <summary>An SSD detection head in its network.</summary>
internal sealed record SsdGraph(SsdHeadSpec Ssd, IReadOnlyList<Stage> Owned, IReadOnlyList<DetectionMap> Maps) : HeadGraph(Ssd, Owned)
{
    public override IReadOnlyList<Stage> Taps => [.. Maps.Select(m => m.Tap)];

    public override IReadOnlyList<HeadLayer> Layers => [.. Maps.Where(m => m.IsNormalized).Select(Norm), .. Predictors];

    // Each predictor's map is transposed to rows, and the rows of all maps are joined for each of the two outputs.
    protected override Cost Joins
    {
        get
        {
            var values = Maps.Sum(map => map.Boxes) * (Ssd.ScoreClasses + 4);
            return new(0, 0, 0, 2 * values, 2 * Maps.Count + 2);
        }
    }

    public override (string Method, IEnumerable<HeadLayer> Layers)? Start => ("NearZero", Predictors);

    public override string Gives => $"scores of {Text.Number(Ssd.ScoreClasses)} classes and offsets of {Maps.Sum(m => m.Boxes)} default boxes";

    public override long DefaultBoxes(Stage tap) => Maps.Where(map => map.Tap == tap).Sum(map => map.Boxes);

    private IEnumerable<HeadLayer> Predictors => Maps.SelectMany(map => new[] { Confidence(map), Location(map) });

    public override void WriteForward(CodeWriter writer)
    {
        foreach (var map in Maps.Where(m => m.IsNormalized))
            writer.Line($"var {Input(map)} = {Norm(map).Torch(Read(map.Tap))};");
        writer.Line($"return {Ssd.Types.Output}.Of(");
        using (writer.Indent())
        {
            writer.Line($"{Text.Number(Ssd.ScoreClasses)},");
            foreach (var map in Maps)
                writer.Line($"({Confidence(map).Torch(Input(map))}, {Location(map).Torch(Input(map))}){(map != Maps[Maps.Count - 1] ? "," : ").MoveToOuterDisposeScope();")}");
        }
    }

    public override IReadOnlyList<string> OutputVariables => ["confidenceOutput", "locationOutput"];

    public override void WriteOnnx(CodeWriter writer, NamePath root)
    {
        foreach (var map in Maps.Where(m => m.IsNormalized))
            writer.Line($"var {Input(map)} = {Norm(map).Onnx(Read(map.Tap), root)};");
        WriteRows(OutputVariables[0], Ssd.ScoreClasses, Confidence);
        WriteRows(OutputVariables[1], 4, Location);

        void WriteRows(string output, int width, System.Func<DetectionMap, HeadLayer> predictor)
        {
            writer.Line("graph.Output(graph.Concat(");
            using (writer.Indent())
                foreach (var map in Maps)
                    writer.Line($"graph.Rows({predictor(map).Onnx(Input(map), root)}, {Text.Number(width)}){(map != Maps[Maps.Count - 1] ? "," : $"), {output});")}");
        }
    }

    public override IEnumerable<string> DescriptionArguments(string outputs, Shape image)
    {
        var maps = Maps.Select(map => Boxes(map, image));
        return [outputs, $"new global::MtlDsl.Vision.DefaultBoxes(\n    {string.Join(",\n    ", maps)})", Text.Float(Ssd.Overlap)];
    }

    private static string Boxes(DetectionMap map, Shape image)
    {
        var (columns, rows) = (map.Tap.Output.Width, map.Tap.Output.Height);
        var (cellWidth, cellHeight) = map.CellIn(image);
        var (strideX, strideY) = (cellWidth / image.Width, cellHeight / image.Height);
        var shapes = string.Join(", ", map.Spec.Shapes.Select(s => $"({Text.Float(s.Width / image.Width)}, {Text.Float(s.Height / image.Height)})"));
        return $"new global::MtlDsl.Vision.DefaultBoxMap({Text.Number(columns)}, {Text.Number(rows)}, {Text.Float(strideX)}, {Text.Float(strideY)}, [{shapes}])";
    }

    private static HeadLayer Norm(DetectionMap map) => new($"norm_{map.Tap.Field}", new L2Norm(map.Tap.Output.Channels, map.Spec.L2Norm), map.Tap.Output);

    private HeadLayer Confidence(DetectionMap map) => Predictor(map, "confidence", Ssd.ScoreClasses);

    private static HeadLayer Location(DetectionMap map) => Predictor(map, "location", 4);

    private static HeadLayer Predictor(DetectionMap map, string name, int width) =>
        new($"{name}_{map.Tap.Field}", new Conv2d(map.Tap.Output.Channels, map.BoxesPerCell * width, 3, bias: true), map.Tap.Output);

    /// <summary>The map that the predictors read: normalised where that is declared.</summary>
    private string Input(DetectionMap map) => map.IsNormalized ? $"{map.Tap.Variable}Normalized" : Read(map.Tap);
}
