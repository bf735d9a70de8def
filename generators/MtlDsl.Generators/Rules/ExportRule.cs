using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Rules;

/// <summary>Holds a network's layers against what the boards of its budgets read. It is still generated: other runtimes read more.</summary>
internal static class ExportRule
{
    public static IEnumerable<Finding> Check(Network network) =>
        from profile in network.Spec.Budgets.Select(budget => BoardProfile.Of(budget.Board))
        from stage in network.AllStages
        from layer in stage.Spec.Layers
        let obstacle = layer.Obstacle(profile.Export)
        where obstacle is not null
        select new Finding(Descriptors.LayerOnBoard, layer.Origin, stage.Spec.Display, obstacle.Needs, profile.Board, profile.Export.Runtime, obstacle.Remedy);
}
