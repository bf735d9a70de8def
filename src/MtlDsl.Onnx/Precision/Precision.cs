namespace MtlDsl.Onnx;

/// <summary>In which numbers an exported network computes.</summary>
public enum Precision
{
    /// <summary>As it was trained.</summary>
    Float32,

    /// <summary>Weights and most values in half precision, the input and the outputs as before: half the size.</summary>
    Float16,

    /// <summary>Convolutions on whole numbers of eight bits, scaled by what images of the data set show: a quarter of the size.</summary>
    Int8,
}
