using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[FocalLoss], over pixels or images.</summary>
internal sealed record FocalLoss(double Weight, double Gamma, double Alpha, int IgnoreLabel, Origin Origin) : Loss("FocalLoss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) => new FocalLoss(
        arguments.LossWeight(), arguments.Number("Gamma", 2, Allowed.NotNegative), arguments.Number("Alpha", 0, Allowed.Share),
        arguments.IgnoreLabel(classes), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.Focal.Compute({output}, {target}.Labels, gamma: {Text.Number(Gamma)}, alpha: {Text.Number(Alpha)}, ignoreLabel: {Text.Number(IgnoreLabel)})";
}
