using System.Runtime.Intrinsics.X86;

namespace MtlDsl.Deployment;

/// <summary>How this processor multiplies bytes.</summary>
internal static class ByteProducts
{
    /// <summary>
    /// Whether sums of two products of an unsigned and a signed byte are cut to 16 bits: AVX2 does it (VPMADDUBSW), the instructions for neural
    /// networks do not. CPUID has these in leaf 7: AVX512_VNNI in ECX bit 11, AVX-VNNI in subleaf 1, EAX bit 4 (Intel's manual, volume 2A).
    /// </summary>
    public static bool Saturate { get; } =
        Avx2.IsSupported && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) == 0 && (X86Base.CpuId(7, 1).Eax & (1 << 4)) == 0;
}
