using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[BerHuLoss].</summary>
internal sealed record BerHuLoss(double Weight, double Fraction, Origin Origin) : Loss("BerHuLoss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) =>
        new BerHuLoss(arguments.LossWeight(), arguments.Number("Fraction", 0.2, Allowed.InnerShare), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.BerHu.Compute({output}, {target}.Values, fraction: {Text.Number(Fraction)})";
}
