using System.Diagnostics;
using System.Globalization;
using TorchSharp;

namespace MtlDsl.Distributed.Tests;

/// <summary>Ranks that meet at a store of libtorch's own, as torchrun holds one.</summary>
[Collection("torch")]
public sealed class TorchStoreTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData("libuv")]
    [InlineData("sockets")]
    public void Ranks_meet_at_the_launchers_store(string backend)
    {
        NativeTools.RequireGloo();
        NativeTools.Compile(
            Path.Combine(AppContext.BaseDirectory, "Fixtures", "torch_store.cpp"), folder["store"], $"-L{LibTorch}", $"-Wl,-rpath,{LibTorch}", "-ltorch_cpu", "-lc10");
        var port = Ranks.FreePort().ToString(CultureInfo.InvariantCulture);
        using var store = Process.Start(new ProcessStartInfo(folder["store"], [port, backend]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        store.StandardOutput.ReadLine().ShouldBe("ready");

        var environment = new Dictionary<string, string> { ["MASTER_PORT"] = port, ["TORCHELASTIC_USE_AGENT_STORE"] = "True" };
        Ranks.Run(2, environment, "collectives");
        using var ranks = new Ranks(2, environment.Append(new("TORCHELASTIC_RESTART_COUNT", "1")).ToDictionary(), "fail", "1");
        ranks.End(0).Error.ShouldContain("Rank 1 of 2 failed: the image a.jpg is broken.");

        store.StandardInput.Close();
        store.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    // Where the libtorch of this process was loaded from.
    private static string LibTorch
    {
        get
        {
            torch.zeros(1).Dispose();
            using var process = Process.GetCurrentProcess();
            return Path.GetDirectoryName(process.Modules.Cast<ProcessModule>().First(module => module.ModuleName == "libtorch_cpu.so").FileName)!;
        }
    }
}
