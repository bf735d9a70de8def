using System.Diagnostics;
using System.Text;

namespace MtlDsl.Package.Tests;

/// <summary>The .NET SDK's command line, as a user has it.</summary>
internal sealed class Dotnet(IReadOnlyDictionary<string, string> environment)
{
    /// <summary>What a command ended with, and what it printed.</summary>
    public sealed record Answer(int ExitCode, string Output)
    {
        /// <summary>The command has to have succeeded. The test is skipped where packages could not be had.</summary>
        public Answer Succeeded()
        {
            // The source of packages does not answer: without it nothing can be said of ours.
            Skip.If(ExitCode != 0 && Output.Contains("NU1301"), $"The source of packages cannot be reached, and not all are cached.\n{Output}");
            ExitCode.ShouldBe(0, Output);
            return this;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public Answer Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // No build server stays behind, and what is printed is English.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += Append;
        process.ErrorDataReceived += Append;
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        return new Answer(process.ExitCode, output.ToString());

        void Append(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }
    }
}
