namespace MtlDsl.Generators.Specs;

/// <summary>What a network may cost on a board.</summary>
internal sealed record BudgetSpec(Board Board, EquatableArray<LimitSpec> Limits);

/// <summary>One limit of a budget.</summary>
/// <param name="Name">The argument: Milliseconds, WeightsMB, MultiplyAddsG or ActivationsMB.</param>
/// <param name="Allowed">Its value.</param>
/// <param name="Origin">The argument's expression.</param>
internal sealed record LimitSpec(string Name, double Allowed, Origin Origin);
