using System.Diagnostics;
using System.Globalization;
using MtlDsl.Training;

namespace MtlDsl.App.Tests;

/// <summary>A run whose process was killed in the middle ends, to the bit, as one that was left alone.</summary>
public sealed class KilledRunTests : IDisposable
{
    private const int Iterations = 60;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--average 0.9")]
    [InlineData("--optimizer Adam --lr 0.001 --balancing Dwa --accumulate 2")]
    [InlineData("--balancing PcGrad --pacing --momentum 0.8")]
    public void Weights_and_tables_are_those_of_a_run_that_was_left_alone(string options)
    {
        string[] settings = ["train", "--iterations", $"{Iterations}", "--evaluate-every", "5", "--checkpoint-every", "4", "--threads", "1", .. options.Split(' ')];
        var (whole, killed) = (new RunFolder(folder["whole"]), new RunFolder(folder["killed"]));

        Finish([.. settings, "--run", whole.Path]);
        // The second time in the middle of what the first one took up.
        KillAfter(12, [.. settings, "--run", killed.Path]);
        KillAfter(27, ["train", "--resume", "--threads", "1", "--run", killed.Path]);
        File.Exists(killed.Weights).ShouldBeFalse();
        Finish(["train", "--resume", "--threads", "1", "--run", killed.Path]);

        var weights = Directory.GetFiles(whole.Path, "*.safetensors").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Directory.GetFiles(killed.Path, "*.safetensors").Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(weights);
        weights.Count.ShouldBeGreaterThan(3);
        foreach (var name in weights)
            File.ReadAllBytes(Path.Combine(killed.Path, name!)).ShouldBe(File.ReadAllBytes(Path.Combine(whole.Path, name!)), name);
        File.ReadAllText(killed.Log).ShouldBe(File.ReadAllText(whole.Log));
        File.ReadAllText(killed.Metrics).ShouldBe(File.ReadAllText(whole.Metrics));
        File.ReadAllText(killed.LatestMetrics).ShouldBe(File.ReadAllText(whole.LatestMetrics));
    }

    private static void Finish(string[] arguments)
    {
        using var program = Start(arguments);
        var output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        program.ExitCode.ShouldBe(ExitCode.Success, output);
    }

    // A kill of the process, not a request: nothing of it runs any more.
    private static void KillAfter(int iteration, string[] arguments)
    {
        using var program = Start(arguments);
        var reached = 0;
        while (reached < iteration && program.StandardOutput.ReadLine() is { } line)
            if (line.Split('/') is [var step, _, ..] && int.TryParse(step, NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var number))
                reached = number;
        Thread.Sleep(Random.Shared.Next(25));
        program.Kill();
        program.WaitForExit();
        reached.ShouldBeInRange(iteration, Iterations - 1, "the kill came too late to show anything");
        program.ExitCode.ShouldNotBe(ExitCode.Success);
    }

    private static Process Start(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", typeof(TinyProgram).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
}
