using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[SmoothL1Loss].</summary>
internal sealed record SmoothL1Loss(double Weight, double Beta, Origin Origin) : Loss("SmoothL1Loss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) =>
        new SmoothL1Loss(arguments.LossWeight(), arguments.Number("Beta", 1, Allowed.Positive), arguments.Attribute.Origin);

    public override string Compute(string output, string target) =>
        $"{Namespace}.SmoothL1.Compute({output}, {target}.Values, beta: {Text.Number(Beta)})";
}
