namespace MtlDsl.Training;

/// <summary>How the learning rate falls while a network learns.</summary>
public enum LearningRatePolicy
{
    /// <summary><c>lr0 * (1 - iteration / iterations) ^ power</c>, as ParseNet and DeepLab use it.</summary>
    Poly,

    /// <summary>Multiplied by a factor at given iterations.</summary>
    Step,

    /// <summary>
    /// Half a cosine from the beginning to a floor, <c>lr0 * (floor + (1 - floor) * (1 + cos(pi * iteration / iterations)) / 2)</c>
    /// (Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts", 2017, without restarts).
    /// </summary>
    Cosine,

    /// <summary>It does not fall.</summary>
    Fixed,
}
