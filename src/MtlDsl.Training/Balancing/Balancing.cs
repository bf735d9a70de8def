namespace MtlDsl.Training;

/// <summary>
/// How much each task counts. The first six weigh losses; the others combine the tasks' gradients of the shared parameters, which is a
/// weighted sum of them as well.
/// </summary>
public enum Balancing
{
    /// <summary>The declared weights, from the first step to the last.</summary>
    Fixed,

    /// <summary>Learnt uncertainty of each task (Kendall et al., 2018).</summary>
    Uncertainty,

    /// <summary>Tasks whose loss falls slowly count more (dynamic weight average; Liu et al., 2019).</summary>
    Dwa,

    /// <summary>Random weights at every step (Lin et al., 2022).</summary>
    Rlw,

    /// <summary>Gradients of alike norms, larger for tasks that lag behind (Chen et al., 2018).</summary>
    GradNorm,

    /// <summary>Losses of alike scale (the loss side of IMTL; Liu et al., 2021).</summary>
    ImtlL,

    /// <summary>Takes from each gradient what conflicts with another (Yu et al., 2020).</summary>
    PcGrad,

    /// <summary>The shortest gradient between the tasks' (Désidéri, 2012; Sener and Koltun, 2018).</summary>
    Mgda,

    /// <summary>The best for the worst task near the mean gradient (Liu et al., 2021).</summary>
    CaGrad,

    /// <summary>Equally far along every task's gradient (the gradient side of IMTL; Liu et al., 2021).</summary>
    ImtlG,

    /// <summary>The tasks' bargain (Navon et al., 2022).</summary>
    NashMtl,

    /// <summary>Gradients made orthogonal and of one length first (Senushkin et al., 2023).</summary>
    AlignedMtl,

    /// <summary>Each gradient projected to where it harms no task (Quinton and Rey, 2024).</summary>
    UpGrad,
}
