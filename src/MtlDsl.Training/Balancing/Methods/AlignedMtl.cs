namespace MtlDsl.Training.Balancers;

/// <summary>
/// Aligned multitask learning (Senushkin et al., "Independent component alignment for multi-task learning", 2023): the tasks' gradients
/// are replaced by the nearest ones that are orthogonal and all as long as their smallest principal component,
/// <c>B J with B = sqrt(least eigenvalue of G) G^(-1/2)</c>, and the mean of those is taken: <c>w = B 1 / K</c>, K tasks.
/// It is scaled by the weakest component, so steps become short where gradients are nearly alike.
/// </summary>
internal sealed class AlignedMtl : GradientCombination
{
    // Eigenvalues this small beside the largest belong to gradients that depend on each other.
    private const double Rounding = 1e-10;

    protected override double[] Combine(Gramian gradients, Random random)
    {
        var spectrum = new Spectrum(gradients, Rounding);
        var mean = new double[gradients.Count];
        Array.Fill(mean, Math.Sqrt(spectrum.Least) / mean.Length);
        return spectrum.Power(-0.5, mean);
    }
}
