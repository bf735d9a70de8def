using System.Diagnostics;

namespace JetsonRunner.Tests;

/// <summary>The program as a board starts it.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    public RunningProgram(params string[] arguments)
    {
        process = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "JetsonRunner.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        errors = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Output => process.StandardOutput;

    public void Dispose() => process.Dispose();

    /// <summary>Sends what systemd sends to stop a service.</summary>
    public void Terminate()
    {
        // The shell's own command: small systems lack the program of that name.
        using var kill = Process.Start("sh", ["-c", $"kill -TERM {process.Id}"]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>What it ended with, and what it said on the way.</returns>
    public (int ExitCode, string Output, string Errors) Finish()
    {
        var output = Output.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
