using MtlDsl.Generators.Layers;

namespace MtlDsl.Generators.Specs;

/// <summary>What the norms of a trunk or branch add to variances, and how much a batch counts in their running statistics.</summary>
internal sealed record NormSettings(double Epsilon, double Momentum)
{
    /// <summary>Those of PyTorch's norms.</summary>
    public static NormSettings Default { get; } = new(1e-5, 0.1);

    /// <summary>The first setting that no norm can have.</summary>
    public Fault? Check() =>
        Fault.Outside("NormEpsilon", Epsilon, Epsilon is > 0 and <= 1, "more than 0, at most 1")
        ?? Fault.Outside("NormMomentum", Momentum, Momentum is >= 0 and <= 1, "0 to 1");

    /// <summary>The argument for epsilon, where it is not the default.</summary>
    public string EpsilonArgument(string name) => Epsilon == Default.Epsilon ? "" : $", {name}: {Text.Number(Epsilon)}";

    /// <summary>The argument for the momentum, where it is not the default.</summary>
    public string MomentumArgument(string name) => Momentum == Default.Momentum ? "" : $", {name}: {Text.Number(Momentum)}";
}
