using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Losses;

/// <summary>[L1Loss].</summary>
internal sealed record L1Loss(double Weight, Origin Origin) : Loss("L1Loss", Weight, Origin)
{
    public static Loss Read(ArgumentReader arguments, int classes) => new L1Loss(arguments.LossWeight(), arguments.Attribute.Origin);

    public override string Compute(string output, string target) => $"{Namespace}.L1.Compute({output}, {target}.Values)";
}
