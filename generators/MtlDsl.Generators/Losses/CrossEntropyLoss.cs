using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[CrossEntropyLoss].</summary>
internal sealed record CrossEntropyLoss(double Weight, double LabelSmoothing, EquatableArray<double> ClassWeights, Origin Origin)
    : Loss("CrossEntropyLoss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) => new CrossEntropyLoss(
        arguments.LossWeight(), arguments.Number("LabelSmoothing", 0, Allowed.Share), arguments.ClassWeights(classes), arguments.Attribute.Origin);

    public override string Compute(string output, string target)
    {
        var smoothing = LabelSmoothing > 0 ? $", labelSmoothing: {Text.Number(LabelSmoothing)}" : "";
        var weights = ClassWeights.Count > 0 ? $", classWeights: {Text.Collection(ClassWeights)}" : "";
        return $"{Namespace}.CrossEntropy.Compute({output}, {target}.Labels{smoothing}{weights})";
    }
}
