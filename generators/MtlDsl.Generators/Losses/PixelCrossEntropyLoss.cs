using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[PixelCrossEntropy].</summary>
internal sealed record PixelCrossEntropyLoss(double Weight, int IgnoreLabel, EquatableArray<double> ClassWeights, bool Sum, Origin Origin)
    : Loss("PixelCrossEntropy", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) => new PixelCrossEntropyLoss(
        arguments.LossWeight(), arguments.IgnoreLabel(classes), arguments.ClassWeights(classes),
        arguments.Attribute.EnumName("Reduction", "Mean") == "Sum", arguments.Attribute.Origin);

    public override string Compute(string output, string target)
    {
        var weights = ClassWeights.Count > 0 ? $", classWeights: {Text.Collection(ClassWeights)}" : "";
        return $"{Namespace}.PixelCrossEntropy.Compute({output}, {target}.Labels, ignoreLabel: {Text.Number(IgnoreLabel)}{weights}{(Sum ? ", sum: true" : "")})";
    }
}
