using System;
using System.Collections.Generic;

namespace MtlDsl;

/// <summary>
/// What a runtime reads of ONNX. For TensorRT from operators.md of onnx-tensorrt, in the branch of each version; the operators that it reads at
/// all are in MtlDsl.Onnx, by the same versions.
/// </summary>
/// <param name="Runtime">The runtime and what it comes with.</param>
/// <param name="JetPack">The JetPack that has it; empty for a runtime that comes with none.</param>
/// <param name="TensorRT">The version of TensorRT; null for a runtime that is none, and reads every standard operator of its operator sets.</param>
/// <param name="NewestOpset">The newest operator set.</param>
/// <param name="HalfPixelResize">Whether Resize may take cell centres (half_pixel); where not, only asymmetric.</param>
/// <param name="Int64">Whether int64 values stay what they are; where not, they are cast to int32.</param>
/// <param name="ByteInput">Whether an input may be uint8.</param>
/// <param name="NonMaxSuppression">Whether NonMaxSuppression gives what ONNX says; before 8.5 TensorRT pads its output.</param>
/// <param name="LargestTopK">The largest K of TopK.</param>
/// <param name="OpenBatch">Whether the number of images may be left open.</param>
public sealed record ExportLimits(
    string Runtime, string JetPack, Version? TensorRT, int NewestOpset, bool HalfPixelResize, bool Int64, bool ByteInput, bool NonMaxSuppression,
    int LargestTopK, bool OpenBatch)
{
    /// <summary>JetPack 4.4: the narrowest of those that any board may still run.</summary>
    public static ExportLimits JetPack44 { get; } = Of("4.4", 7, 1, newestOpset: 11) with { HalfPixelResize = false, OpenBatch = false };

    /// <summary>JetPack 4.6.</summary>
    public static ExportLimits JetPack46 { get; } = Of("4.6", 8, 0, newestOpset: 13);

    /// <summary>JetPack 4.6.1, the last of Nano, TX1 and TX2.</summary>
    public static ExportLimits JetPack461 { get; } = Of("4.6.1", 8, 2, newestOpset: 13);

    /// <summary>JetPack 5.1, the last of Xavier.</summary>
    public static ExportLimits JetPack51 { get; } = Of("5.1", 8, 5, newestOpset: 17) with { NonMaxSuppression = true };

    /// <summary>JetPack 6.0.</summary>
    public static ExportLimits JetPack60 { get; } = Of("6.0", 8, 6, newestOpset: 17) with { NonMaxSuppression = true, ByteInput = true };

    /// <summary>JetPack 6.1, the newest of Orin.</summary>
    public static ExportLimits JetPack61 { get; } =
        Of("6.1", 10, 3, newestOpset: 20) with { NonMaxSuppression = true, ByteInput = true, Int64 = true, LargestTopK = 3839 };

    /// <summary>ONNX Runtime on a processor or through CUDA.</summary>
    public static ExportLimits OnnxRuntime { get; } = new(
        "ONNX Runtime", "", null, 20, HalfPixelResize: true, Int64: true, ByteInput: true, NonMaxSuppression: true, int.MaxValue, OpenBatch: true);

    /// <summary>Those of the JetPacks, the oldest first.</summary>
    public static IReadOnlyList<ExportLimits> JetPacks { get; } = [JetPack44, JetPack46, JetPack461, JetPack51, JetPack60, JetPack61];

    private static ExportLimits Of(string jetPack, int major, int minor, int newestOpset) => new(
        $"TensorRT {major}.{minor} (JetPack {jetPack})", jetPack, new Version(major, minor), newestOpset, HalfPixelResize: true, Int64: false, ByteInput: false,
        NonMaxSuppression: false, int.MaxValue, OpenBatch: true);
}
