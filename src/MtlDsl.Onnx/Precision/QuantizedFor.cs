namespace MtlDsl.Onnx;

/// <summary>Which runtime an int8 network is written for; any other one computes it too, more slowly.</summary>
public enum QuantizedFor
{
    /// <summary>ONNX Runtime on processors: activations of 0 to 255 with a zero point, biases as 32-bit whole numbers.</summary>
    OnnxRuntime,

    /// <summary>TensorRT, from 8.0: activations of -128 to 127 with zero at zero, biases in float32.</summary>
    TensorRT,
}
