using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using MtlDsl.Generators.Rules;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Parsing;

/// <summary>Reads the [Budget]s of a network.</summary>
internal static class BudgetParser
{
    public static EquatableArray<BudgetSpec> Parse(INamedTypeSymbol type, OriginTable origins, Action<Finding> report, CancellationToken cancellation)
    {
        var budgets = new List<BudgetSpec>();
        foreach (var (_, data) in type.DslAttributes().Where(a => a.Name == "BudgetAttribute"))
        {
            var attribute = new AttributeReader(data, origins, cancellation);
            if (!Enum.TryParse<Board>(attribute.EnumName("board", ""), out var board))
                report(new(Descriptors.BudgetValue, attribute.ArgumentOrigin("board"), "The board", attribute.Int("board"), $"one of {string.Join(", ", BoardProfile.All.Select(p => p.Board))}"));
            else if (budgets.Any(budget => budget.Board == board))
                report(new(Descriptors.BudgetValue, attribute.ArgumentOrigin("board"), "The board", $"{board} again", "each board once"));
            else
                budgets.Add(new(board, attribute.ArgumentOrigin("board"), Limits(attribute, report).ToEquatableArray()));
        }
        return budgets.ToEquatableArray();
    }

    private static IEnumerable<LimitSpec> Limits(AttributeReader attribute, Action<Finding> report)
    {
        foreach (var name in BudgetRule.Limits)
            if (attribute.Has(name))
            {
                var (allowed, origin) = (attribute.Double(name), attribute.ArgumentOrigin(name));
                if (!(allowed > 0))
                    report(new(Descriptors.BudgetValue, origin, name, Text.Number(allowed), "more than 0"));
                yield return new(name, allowed, origin);
            }
    }
}
