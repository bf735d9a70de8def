namespace MtlDsl.Training.Balancers;

/// <summary>
/// The loss side of impartial multitask learning (Liu et al., "Towards impartial multi-task learning", 2021): the network and a scale s
/// for each task minimise <c>sum of e^s L - s</c>, s from 0. So the weight is <c>e^s</c>, which settles at <c>1 / L</c>: each weighted
/// loss goes to one.
/// </summary>
internal sealed class ImtlL(int tasks, double rate) : LearntScales(tasks, start: 0, rate)
{
    protected override double Weight(double scale) => Math.Exp(scale);

    protected override double Slope(double scale, double loss) => Math.Exp(scale) * loss - 1;
}
