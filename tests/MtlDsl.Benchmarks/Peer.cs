using System.Diagnostics;
using System.Globalization;

namespace MtlDsl.Benchmarks;

/// <summary>PyTorch in a process of its own, which does a step when it is told to and is idle otherwise.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    public Peer(params string[] arguments)
    {
        var python = Environment.GetEnvironmentVariable("MTLDSL_PYTHON") ?? "/usr/bin/python3";
        process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peer.py"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{python} peer.py did not start; its message stands above.");
    }

    /// <summary>Seconds of one step.</summary>
    public double Step()
    {
        process.StandardInput.WriteLine("step");
        return double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("peer.py ended."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
