namespace MtlDsl.Training;

/// <summary>How the learning rate falls while a network learns.</summary>
public enum LearningRatePolicy
{
    /// <summary><c>lr0 * (1 - iteration / iterations) ^ power</c>, as ParseNet and DeepLab use it.</summary>
    Poly,

    /// <summary>Multiplied by a factor at given iterations.</summary>
    Step,

    /// <summary>It does not fall.</summary>
    Fixed,
}
