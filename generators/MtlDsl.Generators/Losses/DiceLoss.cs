using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[DiceLoss].</summary>
internal sealed record DiceLoss(double Weight, double Smooth, int IgnoreLabel, Origin Origin) : Loss("DiceLoss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) => new DiceLoss(
        arguments.LossWeight(), arguments.Number("Smooth", 1, Allowed.NotNegative), arguments.IgnoreLabel(classes), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.Dice.Compute({output}, {target}.Labels, smooth: {Text.Number(Smooth)}, ignoreLabel: {Text.Number(IgnoreLabel)})";
}
