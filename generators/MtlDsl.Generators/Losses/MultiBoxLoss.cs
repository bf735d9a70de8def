using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[MultiBoxLoss].</summary>
internal sealed record MultiBoxLoss(double Weight, double NegativeRatio, double Overlap, double LocationWeight, Origin Origin)
    : Loss("MultiBoxLoss", Weight, Origin)
{
    /// <summary>The overlap from which a default box is matched where none is given.</summary>
    public const double StandardOverlap = 0.5;

    public static Loss Read(ArgumentReader arguments, int classes) => new MultiBoxLoss(
        arguments.LossWeight(), arguments.Number("NegativeRatio", 3, Allowed.Positive), arguments.Number("Overlap", StandardOverlap, Allowed.InnerShare),
        arguments.Number("LocationWeight", 1, Allowed.NotNegative), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.MultiBox.Compute({output}, {target}, negativeRatio: {Text.Number(NegativeRatio)}, locationWeight: {Text.Number(LocationWeight)})";
}
