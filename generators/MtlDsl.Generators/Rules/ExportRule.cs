using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Rules;

/// <summary>Holds a network's layers against what the boards of its budgets read. It is still generated: other runtimes read more.</summary>
internal static class ExportRule
{
    public static IEnumerable<Finding> Check(Network network) =>
        from profile in network.Spec.Budgets.Select(budget => BoardProfile.Of(budget.Board))
        from found in Stages(network, profile.Export)
        select new Finding(Descriptors.LayerOnBoard, found.Origin, found.Where, found.Obstacle.Needs, profile.Board, profile.Export.Runtime, found.Obstacle.Remedy);

    private static IEnumerable<(string Where, Origin Origin, Obstacle Obstacle)> Stages(Network network, ExportLimits limits) =>
        from stage in network.AllStages
        from layer in stage.Spec.Layers
        let obstacle = layer.Obstacle(limits)
        where obstacle is not null
        select ($"Stage '{stage.Spec.Display}'", layer.Origin, obstacle);
}
