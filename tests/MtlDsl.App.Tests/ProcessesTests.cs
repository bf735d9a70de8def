using System.Diagnostics;
using MtlDsl.Distributed.Tests;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>The program started as a user would, training in several processes.</summary>
public sealed class ProcessesTests : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2), soon = TimeSpan.FromSeconds(40);

    private readonly TemporaryFolder folder = new();
    private readonly List<string> lines = [];

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public void Two_processes_train_what_one_does()
    {
        string[] options = ["--iterations", "6", "--batch", "8", "--batch-norm", "Frozen", "--threads", "1"];
        End(Start(["train", "--run", folder["one"], .. options])).ShouldBe(ExitCode.Success, Output);
        lines.Clear();

        End(Start(["train", "--processes", "2", "--run", folder["two"], .. options])).ShouldBe(ExitCode.Success, Output);

        // The second process is silent.
        lines.Count(line => line.Contains("Trained 6 steps")).ShouldBe(1, Output);
        using var two = SafeTensors.Open(new RunFolder(folder["two"]).Weights);
        using var one = SafeTensors.Open(new RunFolder(folder["one"]).Weights);
        foreach (var (name, tensor) in one.Tensors.Where(item => item.Value.Type == ElementType.Float32))
            two[name].ReadFloats().ShouldBe(tensor.ReadFloats(), 1e-6, name);
    }

    [SkippableFact]
    public void A_killed_process_ends_the_run_and_is_named()
    {
        string[] options = ["--iterations", "100000", "--batch", "4", "--checkpoint-every", "5", "--threads", "1"];
        using var program = Start(["train", "--processes", "2", "--run", folder["run"], .. options]);
        var checkpoint = new RunFolder(folder["run"]).Checkpoint;
        SpinWait.SpinUntil(() => File.Exists(checkpoint), patience).ShouldBeTrue(Output);
        var watch = Stopwatch.StartNew();

        Children(program).Single(child => Variable(child, "RANK") == "1").Kill();

        End(program).ShouldBe(ExitCode.Failure, Output);
        watch.Elapsed.ShouldBeLessThan(soon);
        Output.ShouldContain("rank 1 was killed by signal 9");
        Output.ShouldContain("Rank 1 of 2 ended or cannot be reached; rank 0 ends too. Go on from the last checkpoint.");
        TrainingCheckpoint.Open(checkpoint).Dispose();
    }

    [SkippableFact]
    public void Processes_end_when_the_one_that_started_them_does()
    {
        using var program = Start(["train", "--processes", "2", "--run", folder["run"], "--iterations", "100000", "--batch", "4", "--checkpoint-every", "5", "--threads", "1"]);
        SpinWait.SpinUntil(() => File.Exists(new RunFolder(folder["run"]).Checkpoint), patience).ShouldBeTrue(Output);
        var children = Children(program);
        children.Count.ShouldBe(2);

        program.Kill();

        foreach (var child in children)
            child.WaitForExit(soon).ShouldBeTrue();
        TrainingCheckpoint.Open(new RunFolder(folder["run"]).Checkpoint).Dispose();
    }

    [SkippableTheory]
    [InlineData("--batch", "3", "A batch of 3 images cannot be divided among 2 processes")]
    [InlineData("--lr", "-1", "LearningRate is -1")]
    public void What_is_wrong_is_said_by_the_first(string option, string value, string message)
    {
        End(Start(["train", "--processes", "2", "--run", folder["run"], option, value])).ShouldNotBe(ExitCode.Success);

        Output.ShouldContain(message);
    }

    [Fact]
    public void Without_a_compiler_one_line_says_what_to_install()
    {
        var start = Program(["train", "--processes", "2", "--run", folder["run"]]);
        start.Environment["CXX"] = "no-such-compiler";
        start.Environment["XDG_CACHE_HOME"] = folder.FullName;

        End(Start(start)).ShouldBe(ExitCode.Failure);

        lines.ShouldHaveSingleItem().ShouldStartWith("error: Several processes train together over Gloo, ");
        Output.ShouldContain("there is no compiler no-such-compiler; install");
        Directory.Exists(folder["run"]).ShouldBeFalse();
    }

    private string Output
    {
        get
        {
            lock (lines)
                return string.Join('\n', lines);
        }
    }

    private Process Start(string[] arguments)
    {
        NativeTools.RequireGloo();
        return Start(Program(arguments));
    }

    private static ProcessStartInfo Program(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ProcessesTests).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        return start;
    }

    private Process Start(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        process.OutputDataReceived += Note;
        process.ErrorDataReceived += Note;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;

        void Note(object sender, DataReceivedEventArgs line)
        {
            lock (lines)
                if (line.Data is not null)
                    lines.Add(line.Data);
        }
    }

    private static int End(Process process)
    {
        using (process)
        {
            if (!process.WaitForExit(patience))
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    private static List<Process> Children(Process parent) =>
    [
        .. Process.GetProcesses().Where(process => File.Exists($"/proc/{process.Id}/stat")
            && File.ReadAllText($"/proc/{process.Id}/stat") is var stat
            && stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent.Id}"),
    ];

    private static string? Variable(Process process, string name) => File.ReadAllText($"/proc/{process.Id}/environ").Split('\0')
        .FirstOrDefault(line => line.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
