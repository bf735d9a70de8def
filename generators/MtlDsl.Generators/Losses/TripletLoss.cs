using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[TripletLoss].</summary>
internal sealed record TripletLoss(double Weight, double Margin, Origin Origin) : Loss("TripletLoss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) =>
        new TripletLoss(arguments.LossWeight(), arguments.Number("Margin", 0.3, Allowed.Positive), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.Triplet.Compute({output}, {target}.Identities, margin: {Text.Number(Margin)})";
}
