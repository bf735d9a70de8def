using System.Diagnostics;
using MtlDsl.Distributed.Tests;

namespace MtlDsl.App.Tests;

/// <summary>A program may take an argument of its own first: what it starts of itself gets the same one.</summary>
public sealed class OwnArgumentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Memory_is_measured_in_processes_that_get_it_too()
    {
        var (exitCode, output) = Start("--own", "benchmark", "--rounds", "1", "--threads", "1", "--json", folder["figures.json"]);

        exitCode.ShouldBe(ExitCode.Success, output);
        output.ShouldContain("This is the tiny program.");
        File.ReadAllText(folder["figures.json"]).ShouldContain("\"peak\": ");
    }

    [SkippableFact]
    public void Processes_that_train_together_get_it_too()
    {
        NativeTools.RequireGloo();
        var (_, output) = Start("--own", "train", "--processes", "2", "--iterations", "2", "--batch", "4", "--threads", "1", "--run", folder["run"]);

        output.ShouldContain("[rank 1] This is the tiny program.");
    }

    [SkippableFact]
    public void A_program_that_changes_its_arguments_is_told_why_it_cannot_be_started_again()
    {
        NativeTools.RequireGloo();
        var (exitCode, output) = Start("--changed", "train", "--processes", "2", "--run", folder["run"]);

        exitCode.ShouldBe(ExitCode.Usage, output);
        output.ShouldContain("This program cannot be started again by itself: its arguments (--changed train");
    }

    private static (int ExitCode, string Output) Start(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(OwnArgumentTests).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
