using System;
using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Rules;

/// <summary>Holds a network against what it may cost. A network beyond its budget is still generated: it works, elsewhere.</summary>
internal static class BudgetRule
{
    private const int Named = 3;

    /// <summary>The arguments of [Budget] that limit something.</summary>
    public static IReadOnlyList<string> Limits { get; } = ["Milliseconds", "WeightsMB", "MultiplyAddsG", "ActivationsMB"];

    public static IEnumerable<Finding> Check(Network network) =>
        from budget in network.Spec.Budgets
        from limit in budget.Limits
        let measure = Measure(limit.Name, budget.Board)
        let total = network.Steps.Sum(measure)
        where total > limit.Allowed
        select new Finding(Descriptors.BudgetExceeded, limit.Origin, network.Spec.Type.Name, limit.Name, Rounded(total), budget.Board, Rounded(limit.Allowed), Largest(network, measure, total));

    private static Func<Step, double> Measure(string limit, Board board) => limit switch
    {
        "Milliseconds" => step => Roofline.LayerByLayer.Estimate(board, [step]).Milliseconds,
        "WeightsMB" => step => step.Cost.WeightsMB,
        "MultiplyAddsG" => step => step.Cost.MultiplyAdds / 1e9,
        "ActivationsMB" => step => step.Cost.ActivationsMB,
        _ => throw new InvalidOperationException($"No such limit: {limit}"),
    };

    private static string Largest(Network network, Func<Step, double> measure, double total) => string.Join(", ", network.Steps
        .OrderByDescending(measure).Take(Named)
        .Select(step => FormattableString.Invariant($"{step.Name} ({100 * measure(step) / total:0} %)")));

    // Enough digits that what is found differs from what is allowed.
    private static string Rounded(double value) => value.ToString(value < 100 ? "0.####" : "0.##", System.Globalization.CultureInfo.InvariantCulture);
}
