using System.Diagnostics;

namespace MtlDsl.Benchmarks;

/// <summary>Debian's Python, which has PyTorch, or the one that MTLDSL_PYTHON names.</summary>
internal static class Python
{
    private static string Interpreter => Environment.GetEnvironmentVariable("MTLDSL_PYTHON") ?? "/usr/bin/python3";

    /// <summary>What starts a script that lies beside the program.</summary>
    public static ProcessStartInfo Start(string script, params IEnumerable<string> arguments) =>
        new(Interpreter, [Path.Combine(AppContext.BaseDirectory, script), .. arguments]);

    /// <summary>Runs a script to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; it has said why.</exception>
    public static void Run(string script, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Start(script, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Interpreter} {script} failed; its message stands above.");
    }
}
