using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Rules;

/// <summary>Holds a network against what the boards of its budgets run. It is still generated: other runtimes read more.</summary>
internal static class ExportRule
{
    /// <summary>Boards on which the predictor cannot run with the library of ONNX Runtime's packages.</summary>
    public static IEnumerable<Finding> CheckRuntime(Network network) =>
        from budget in network.Spec.Budgets
        let limits = BoardProfile.Of(budget.Board).Export
        where !limits.LoadsOnnxRuntime
        select new Finding(Descriptors.BoardWithoutOnnxRuntime, budget.Origin, budget.Board, limits.Glibc!, limits.JetPack, ExportLimits.OnnxRuntimeGlibc, network.Spec.Type.Name);

    /// <summary>Layers that a board's TensorRT does not read.</summary>
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
