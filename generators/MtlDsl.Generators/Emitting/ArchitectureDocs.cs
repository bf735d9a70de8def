using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Emitting;

/// <summary>Says in XML documentation what is known of a network, so that an editor shows it where the network is named.</summary>
internal static class ArchitectureDocs
{
    /// <summary>"39.3 M parameters, 9.27 G multiply-adds".</summary>
    public static string Describe(Cost cost) => $"{Metric.Text(cost.Parameters)} parameters, {Metric.Text(cost.MultiplyAdds)} multiply-adds";

    /// <summary>Remarks on the network's class: the whole, and its stages one by one.</summary>
    public static string Remarks(Network network)
    {
        var whole = network.Steps.Aggregate(default(Cost), (sum, step) => sum + step.Cost);
        return string.Join("\n",
        [
            "/// <remarks>",
            $"/// <para>{Describe(whole)} for an image of {Text.Number(network.Spec.Width)} x {Text.Number(network.Spec.Height)} pixels; {FormattableString.Invariant($"{whole.WeightsMB:0.0}")} MB of weights.{string.Concat(network.Spec.Budgets.Select(b => Time(network, b.Board)))}</para>",
            "/// <list type=\"bullet\">",
            .. network.Trunk.Select(stage => Item(stage, "")),
            .. network.Heads.SelectMany(head => head.Owned.Select(stage => Item(stage, $", of {head.Spec.Name}"))),
            .. network.Heads.Select(head => Item(head.Spec.Name, $"reads {string.Join(", ", head.Taps.Select(tap => tap.Spec.Member))}; {Describe(head.OwnCost)}")),
            "/// </list>",
            "/// </remarks>",
        ]);
    }

    private static string Time(Network network, Board board) =>
        FormattableString.Invariant($" Estimated {Roofline.LayerByLayer.Estimate(board, network.Steps).Milliseconds:0} ms on {board}.");

    private static string Item(Stage stage, string owner) => Item(
        stage.Spec.Member,
        $"{stage.Output}{owner}, stride {Text.Number(stage.Stride)}, sees {Text.Number(stage.ReceptiveField)} pixels; {Describe(stage.Cost)}");

    private static string Item(string term, string description) =>
        $"/// <item><term>{Text.Xml(term)}</term><description>{Text.Xml(description)}</description></item>";
}
