namespace MtlDsl.Onnx;

/// <summary>How the range of an activation is chosen from the numbers that images gave it.</summary>
public enum Calibrator
{
    /// <summary>Everything that was seen: nothing is cut off, rare large numbers make every step coarser.</summary>
    MinMax,

    /// <summary>All but one number in 10,000, half of these at either end.</summary>
    Percentile,

    /// <summary>
    /// What loses least information, the Kullback-Leibler divergence between the numbers and what 8 bits leave of them (Migacz, "8-bit
    /// Inference with TensorRT", 2017).
    /// </summary>
    Entropy,
}
