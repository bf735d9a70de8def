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
        [.. network.Heads.OfType<SsdGraph>().SelectMany(ssd => UnmatchedBoxes(network, ssd)), .. SingleCells(network), .. SmallBatch(network)];

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

    private static string Size(BoxShape shape) => FormattableString.Invariant($"{shape.Width:0.#}x{shape.Height:0.#}");

    private static string Share(double value) => FormattableString.Invariant($"{value:0.00}");
}
