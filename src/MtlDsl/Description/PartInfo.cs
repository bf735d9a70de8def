namespace MtlDsl;

/// <summary>The cost of one part of a network: the trunk or a head with all that it owns.</summary>
/// <param name="Name">"Trunk" or the name of a head.</param>
/// <param name="Parameters">Learnt values.</param>
/// <param name="Statistics">Running means and variances of batch norms.</param>
/// <param name="MultiplyAdds">Multiply-adds for one image.</param>
public sealed record PartInfo(string Name, long Parameters, long Statistics, long MultiplyAdds)
{
    /// <summary>Weights and statistics as float32, in decimal megabytes (the unit of the study's tables).</summary>
    public double WeightsMB => (Parameters + Statistics) * 4 / 1e6;
}
