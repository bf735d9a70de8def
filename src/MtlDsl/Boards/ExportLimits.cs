using System;
using System.Collections.Generic;

namespace MtlDsl;

/// <summary>
/// What a runtime reads of ONNX. For TensorRT from operators.md of onnx-tensorrt, in the branch of each version; the operators that it reads at
/// all are in MtlDsl.Onnx, by the same versions.
/// </summary>
/// <param name="Runtime">The runtime and what it comes with.</param>
/// <param name="JetPack">The JetPack that has it; empty for a runtime that comes with none.</param>
/// <param name="TensorRT">
/// The version of TensorRT, or the oldest that it can be; null for a runtime that is none, and reads every standard operator of its operator sets.
/// </param>
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
    /// <summary>The oldest C library for which the packages of ONNX Runtime are built; JetPack 4 has an older one.</summary>
    public static Version OnnxRuntimeGlibc { get; } = new(2, 28);

    /// <summary>JetPack 4.4: the narrowest of those that any board may still run.</summary>
    public static ExportLimits JetPack44 { get; } = Of("4.4", new(7, 1), newestOpset: 11, glibc: 27) with { HalfPixelResize = false, OpenBatch = false };

    /// <summary>JetPack 4.6.</summary>
    public static ExportLimits JetPack46 { get; } = Of("4.6", new(8, 0), newestOpset: 13, glibc: 27);

    /// <summary>JetPack 4.6.1, the last of Nano, TX1 and TX2.</summary>
    public static ExportLimits JetPack461 { get; } = Of("4.6.1", new(8, 2), newestOpset: 13, glibc: 27);

    /// <summary>JetPack 5.1, the last of Xavier.</summary>
    public static ExportLimits JetPack51 { get; } = Of("5.1", new(8, 5), newestOpset: 17, glibc: 31) with { NonMaxSuppression = true };

    /// <summary>JetPack 6.0.</summary>
    public static ExportLimits JetPack60 { get; } =
        Of("6.0", new(8, 6), newestOpset: 17, glibc: 35) with { NonMaxSuppression = true, ByteInput = true };

    /// <summary>JetPack 6.1.</summary>
    public static ExportLimits JetPack61 { get; } = Of10("6.1", new(10, 3), newestOpset: 20, glibc: 35) with { LargestTopK = 3839 };

    /// <summary>JetPack 6.2, the last that only Orin gets.</summary>
    public static ExportLimits JetPack62 { get; } = Of10("6.2", new(10, 3), newestOpset: 20, glibc: 35) with { LargestTopK = 3839 };

    /// <summary>JetPack 7.0, the first of Thor.</summary>
    public static ExportLimits JetPack70 { get; } = Of10("7.0", new(10, 13), newestOpset: 22, glibc: 39);

    /// <summary>JetPack 7.1, of Thor alone as well.</summary>
    public static ExportLimits JetPack71 { get; } = Of10("7.1", new(10, 13), newestOpset: 22, glibc: 39);

    /// <summary>JetPack 7.2, the first of Orin and Thor. Which TensorRT it bundles was not verified; it is no older than that of 7.1.</summary>
    public static ExportLimits JetPack72 { get; } =
        Of10("7.2", new(10, 13), newestOpset: 25, glibc: 39) with { Runtime = "TensorRT as bundled (JetPack 7.2)", IsStronglyTyped = true };

    /// <summary>JetPack 7.2.2, the newest of Orin and Thor, and the first with TensorRT 11.</summary>
    public static ExportLimits JetPack722 { get; } = Of10("7.2.2", new(11, 4), newestOpset: 25, glibc: 39) with { IsStronglyTyped = true };

    /// <summary>ONNX Runtime on a processor or through CUDA.</summary>
    public static ExportLimits OnnxRuntime { get; } = new(
        "ONNX Runtime", "", null, 20, HalfPixelResize: true, Int64: true, ByteInput: true, NonMaxSuppression: true, int.MaxValue, OpenBatch: true);

    /// <summary>Those of the JetPacks, the oldest first.</summary>
    public static IReadOnlyList<ExportLimits> JetPacks { get; } =
        [JetPack44, JetPack46, JetPack461, JetPack51, JetPack60, JetPack61, JetPack62, JetPack70, JetPack71, JetPack72, JetPack722];

    /// <summary>The C library of the system that has the runtime; null where that is its owner's choice.</summary>
    public Version? Glibc { get; init; }

    /// <summary>Whether the packages of ONNX Runtime load on the system. Where they do not, networks run through TensorRT.</summary>
    public bool LoadsOnnxRuntime => Glibc is null || Glibc >= OnnxRuntimeGlibc;

    /// <summary>
    /// Whether numbers are what the file holds, float16 values and scales of int8 included. Older versions choose precisions layer by layer, as
    /// flags allow; TensorRT 11 has no such flags. Where it may be either, nothing is said that 11 would refuse.
    /// </summary>
    public bool IsStronglyTyped { get; init; }

    private static ExportLimits Of(string jetPack, Version tensorRT, int newestOpset, int glibc) => new(
        $"TensorRT {tensorRT} (JetPack {jetPack})", jetPack, tensorRT, newestOpset, HalfPixelResize: true, Int64: false, ByteInput: false,
        NonMaxSuppression: false, int.MaxValue, OpenBatch: true) { Glibc = new(2, glibc) };

    /// <summary>From TensorRT 10 on.</summary>
    private static ExportLimits Of10(string jetPack, Version tensorRT, int newestOpset, int glibc) =>
        Of(jetPack, tensorRT, newestOpset, glibc) with { NonMaxSuppression = true, ByteInput = true, Int64 = true };
}
