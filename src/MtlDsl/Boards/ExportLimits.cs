namespace MtlDsl;

/// <summary>What a board's TensorRT reads of ONNX: operators.md of onnx-tensorrt, in the branch of the last JetPack that the board gets.</summary>
/// <param name="Runtime">The TensorRT and what it comes with.</param>
/// <param name="NewestOpset">The newest operator set.</param>
/// <param name="HalfPixelResize">Whether Resize may take cell centres (half_pixel); where not, only asymmetric.</param>
public sealed record ExportLimits(string Runtime, int NewestOpset, bool HalfPixelResize)
{
    /// <summary>JetPack 4.4: the narrowest of those that any board may still run.</summary>
    public static ExportLimits Narrowest { get; } = new("TensorRT 7.1 (JetPack 4.4)", 11, HalfPixelResize: false);

    /// <summary>The last JetPack of Nano, TX1 and TX2.</summary>
    public static ExportLimits JetPack4 { get; } = new("TensorRT 8.2 (JetPack 4.6)", 13, HalfPixelResize: true);

    /// <summary>The last JetPack of Xavier.</summary>
    public static ExportLimits JetPack5 { get; } = new("TensorRT 8.5 (JetPack 5.1)", 17, HalfPixelResize: true);

    /// <summary>The JetPack of Orin.</summary>
    public static ExportLimits JetPack6 { get; } = new("TensorRT 10.3 (JetPack 6.1)", 20, HalfPixelResize: true);
}
