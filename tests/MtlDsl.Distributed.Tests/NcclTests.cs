using System.Runtime.InteropServices;

namespace MtlDsl.Distributed.Tests;

/// <summary>The calls of NCCL, against a library of its name that checks what arrives (<c>Fixtures/nccl.cpp</c>).</summary>
[Collection("torch")]
public sealed class NcclTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void Calls_arrive_as_they_are_meant()
    {
        NativeTools.RequireCompiler();
        NativeTools.Compile(Path.Combine(AppContext.BaseDirectory, "Fixtures", "nccl.cpp"), folder["libnccl.so.2"], "-shared", "-fPIC");

        Ranks.Run(2, new Dictionary<string, string> { ["LD_LIBRARY_PATH"] = folder.FullName }, "nccl");
    }

    [SkippableFact]
    public void A_missing_library_is_named()
    {
        Skip.If(NativeLibrary.TryLoad("libnccl.so.2", out _), "This machine has NCCL.");
        using var ranks = new Ranks(2, "nccl");

        ranks.End(0).Error.ShouldContain("Several processes exchange what lies on GPUs over NCCL, and libnccl.so.2 is not on this machine; install");
    }
}
