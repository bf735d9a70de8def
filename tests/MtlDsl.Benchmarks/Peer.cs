using System.Diagnostics;
using System.Globalization;

namespace MtlDsl.Benchmarks;

/// <summary>The other side of a comparison, in a process of its own: it does a piece of work when it is told to and is idle otherwise.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process process;

    private Peer(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        process = Process.Start(start)!;
        if (process.StandardOutput.ReadLine() != "ready")
            throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not start; its message stands above.");
    }

    /// <summary>A Python script that lies beside the program.</summary>
    public static Peer Python(string script, params string[] arguments) => new(Benchmarks.Python.Start(script, arguments));

    /// <summary>This program with other arguments.</summary>
    public static Peer Own(params string[] arguments) => new(new ProcessStartInfo(Environment.ProcessPath!, arguments));

    /// <summary>A command line of the user's, to which arguments are added.</summary>
    public static Peer Command(string line, params string[] arguments)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(new ProcessStartInfo(words[0], [.. words[1..], .. arguments]));
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
