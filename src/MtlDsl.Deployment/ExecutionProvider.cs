namespace MtlDsl.Deployment;

/// <summary>What computes a network.</summary>
public enum ExecutionProvider
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA and cuDNN.</summary>
    Cuda,

    /// <summary>An NVIDIA GPU through TensorRT; what TensorRT does not take runs on CUDA.</summary>
    TensorRt,
}
