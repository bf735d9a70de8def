namespace MtlDsl.Generators.Specs;

/// <summary>What a network may cost on a board.</summary>
/// <param name="Board">The board.</param>
/// <param name="Origin">The argument's expression.</param>
/// <param name="Limits">What is limited.</param>
internal sealed record BudgetSpec(Board Board, Origin Origin, EquatableArray<LimitSpec> Limits);

/// <summary>One limit of a budget.</summary>
/// <param name="Name">The argument: Milliseconds, WeightsMB, MultiplyAddsG or ActivationsMB.</param>
/// <param name="Allowed">Its value.</param>
/// <param name="Origin">The argument's expression.</param>
internal sealed record LimitSpec(string Name, double Allowed, Origin Origin);
