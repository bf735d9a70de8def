namespace MtlDsl.Models;

/// <summary>A residual trunk that trains in minutes on two cores. Its channels are multiples of 16, which CPUs train fastest.</summary>
[Trunk]
public enum SmallResNet
{
    /// <summary>32 channels, stride 4.</summary>
    [Conv(16, Stride = 2), BasicBlock(Width = 32, Stride = 2)] Stride4,

    /// <summary>64 channels, stride 8.</summary>
    [BasicBlock(Width = 64, Blocks = 2, Stride = 2)] Stride8,

    /// <summary>128 channels, stride 16.</summary>
    [BasicBlock(Width = 128, Blocks = 2, Stride = 2)] Stride16,

    /// <summary>128 channels, stride 32.</summary>
    [BasicBlock(Width = 128, Stride = 2)] Stride32,
}
