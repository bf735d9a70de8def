using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Heads;

namespace MtlDsl.Generators.Rules;

/// <summary>What can be said of a network once every shape is known.</summary>
internal static class GraphRules
{
    /// <summary>The study found batch statistics of fewer images too noisy to train with.</summary>
    private const int LeastBatch = 6;

    public static IEnumerable<Finding> Check(Network network) =>
        [.. network.Heads.OfType<SsdGraph>().SelectMany(ssd => UnmatchedBoxes(network, ssd).Concat(TinyBoxes(network, ssd))), .. SingleCells(network), .. SmallBatch(network)];

    /// <summary>Default boxes that reach so far beyond the image that no object in it overlaps them enough.</summary>
    private static IEnumerable<Finding> UnmatchedBoxes(Network network, SsdGraph head)
    {
        var (width, height) = (network.Spec.Width, network.Spec.Height);
        foreach (var map in head.Maps)
            foreach (var shape in map.Spec.Shapes)
                if (BestOverlap(shape, width, height) is var best && best < head.Ssd.Overlap)
                {
                    yield return new(Descriptors.UnmatchedBox, map.Spec.Origin,
                        Size(shape), map.Tap.Spec.Display, $"{Text.Number(width)}x{Text.Number(height)}", Share(best), Text.Number(head.Ssd.Overlap));
                    break;
                }
    }

    /// <summary>The overlap with the largest object of that shape in the image.</summary>
    private static double BestOverlap(BoxShape shape, int width, int height) =>
        Math.Min(shape.Width, width) * Math.Min(shape.Height, height) / (shape.Width * shape.Height);

    /// <summary>
    /// Default boxes that leave gaps between them which hide an object of their own size: fractions of the image that were taken for pixels, say. Such an
    /// object takes no default box, so that nothing learns to find it.
    /// </summary>
    private static IEnumerable<Finding> TinyBoxes(Network network, SsdGraph head)
    {
        foreach (var map in head.Maps)
        {
            var (cellWidth, cellHeight) = map.CellIn(network.Image);
            var least = new BoxShape(Least(cellWidth, map.Tap.Output.Width), Least(cellHeight, map.Tap.Output.Height));
            foreach (var shape in map.Spec.Shapes.Where(shape => shape.Width <= least.Width || shape.Height <= least.Height).Take(1))
                yield return new(Descriptors.TinyBox, map.Spec.Origin,
                    Size(shape), map.Tap.Spec.Display, Size(new(cellWidth, cellHeight)), Size(least));
        }
    }

    /// <summary>
    /// The side up to which a box in every cell does not touch an object of its size wherever that lies in the image: half a cell, where the object lies
    /// between two; a third of a single cell, where it lies at the image's border.
    /// </summary>
    private static double Least(double cell, int cells) => cells > 1 ? cell / 2 : cell / 3;

    /// <summary>A class or value a pixel, told from one cell for the whole image.</summary>
    private static IEnumerable<Finding> SingleCells(Network network) =>
        from head in network.Heads.OfType<PixelwiseGraph>()
        from tap in head.Maps.Zip(head.Spec.Taps, (stage, reference) => (Stage: stage, Reference: reference))
        where tap.Stage.Output.Cells == 1
        select new Finding(Descriptors.SingleCell, tap.Reference.Origin,
            tap.Stage.Spec.Display, $"{Text.Number(network.Spec.Width)}x{Text.Number(network.Spec.Height)}", head.Spec.Name);

    private static IEnumerable<Finding> SmallBatch(Network network)
    {
        if (network.Spec.Batch is > 0 and < LeastBatch && network.AllStages.FirstOrDefault(HasBatchNorm) is { } stage)
            yield return new(Descriptors.SmallBatch, network.Spec.BatchOrigin,
                Text.Number(network.Spec.Batch), stage.Spec.Display, Text.Number(LeastBatch));
    }

    private static bool HasBatchNorm(Stage stage) => stage.Units.Any(unit => unit.Component.UsesBatch);

    private static string Size(BoxShape shape) => FormattableString.Invariant($"{shape.Width:0.##}x{shape.Height:0.##}");

    private static string Share(double value) => FormattableString.Invariant($"{value:0.00}");
}
