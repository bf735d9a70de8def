namespace MtlDsl.Training.Balancers;

/// <summary>
/// Uncertainty weighting (Kendall, Gal and Cipolla, "Multi-task learning using uncertainty to weigh losses for scene geometry and
/// semantics", 2018): the network and a log variance s for each task minimise <c>sum of L / (2 e^s) + s / 2</c>, s from -0.5.
/// So the weight is <c>1 / (2 e^s)</c>, which settles at <c>1 / (2 L)</c>: each weighted loss goes to a half.
/// </summary>
internal sealed class Uncertainty(int tasks, double rate) : LearntScales(tasks, start: -0.5, rate)
{
    protected override double Weight(double scale) => 0.5 * Math.Exp(-scale);

    protected override double Slope(double scale, double loss) => 0.5 - 0.5 * Math.Exp(-scale) * loss;
}
