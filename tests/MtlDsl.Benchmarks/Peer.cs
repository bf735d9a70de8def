using System.Diagnostics;
using System.Globalization;

namespace MtlDsl.Benchmarks;

/// <summary>PyTorch in a process of its own, which does a piece of work when it is told to and is idle otherwise.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    /// <summary>Starts a script that lies beside the program.</summary>
    public Peer(string script, params string[] arguments)
    {
        var start = Python.Start(script, arguments);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{start.FileName} {script} did not start; its message stands above.");
    }

    /// <summary>Lets it work once: the numbers that it prints, seconds first.</summary>
    public double[] Step()
    {
        process.StandardInput.WriteLine("step");
        var line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peer ended; its message stands above.");
        return [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
