using System.Diagnostics;
using MtlDsl.Training.Evaluation;
using MtlDsl.Training.Recording;

namespace MtlDsl.Training.Tests.Recording;

public sealed class RunRecordTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private RunFolder Run => new(folder["run"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_evaluation_is_a_row_of_measures()
    {
        using (var log = new MetricLog(Run, 0))
            for (var iteration = 10; iteration <= 40; iteration += 10)
                log.Evaluated(iteration, Result(iteration / 100.0), isBest: iteration == 20);
        using (var log = new MetricLog(Run, 30))
            log.Evaluated(40, Result(0.8), isBest: true);
        using (var log = new MetricLog(Run, 40))
            log.Evaluated(40, Result(0.9), isBest: true);

        var rows = File.ReadAllLines(Run.Metrics);
        rows[0].ShouldBe("iteration,best,score,Surfaces mIoU,Surfaces mean accuracy,Surfaces pixel accuracy,Surfaces fwIoU,Place rank-1,Place mAP");
        rows[1..].Select(row => row[..7]).ShouldBe(["10,0,0.", "20,1,0.", "30,0,0.", "40,1,0."]);
        rows[4].ShouldBe("40,1,0.7,0.9,0.25,0.75,,0.5,0.125");
        File.ReadAllText(Run.LatestMetrics).ShouldContain("\"mIoU\": 0.9");
    }

    [Fact]
    public void Steps_and_evaluations_are_TensorBoards_events()
    {
        using (var log = new EventLog(Run, 0))
        {
            log.Stepped(new TrainingProgress(1, 9, [new("Surfaces", 2.5), new("Place", double.NaN)], 0.01, 4, TimeSpan.Zero)
            {
                Weights = [0.75, 1.25],
                Peaked = ["Place"],
            });
            log.Evaluated(1, Result(0.5), isBest: true);
            log.AddImage(1, "example", new(5, 2), [1]);
        }
        // Measured again by a run that had only this left to do.
        using (var log = new EventLog(Run, 1))
            log.Evaluated(1, Result(0.5), isBest: true);

        var events = RecordedEvent.ReadAll(Run.Events);
        events[1].Numbers.ShouldBe(new Dictionary<string, float>
        {
            ["learning rate"] = 0.01f, ["images per second"] = 4, ["loss/Surfaces"] = 2.5f,
            ["weight/Surfaces"] = 0.75f, ["weight/Place"] = 1.25f, ["peaked/Surfaces"] = 0, ["peaked/Place"] = 1,
        });
        events.Count.ShouldBe(3);
        events[2].Numbers["Surfaces/mIoU"].ShouldBe(0.5f);
        events[2].Numbers["Surfaces classes/Road"].ShouldBe(0.25f);
        events[2].Numbers["Place/mAP"].ShouldBe(0.125f);
    }

    [Fact]
    public void What_a_run_ran_on_is_kept_for_every_process()
    {
        RunEnvironment.Current(0).Save(Run);
        RunEnvironment.Current(0).Save(Run);
        RunEnvironment.Current(7).Save(Run);

        var processes = RunEnvironment.Load(Run);

        processes.Select(p => p.Iteration).ShouldBe([0, 7]);
        var last = processes[^1];
        last.DotNet.ShouldBe(Environment.Version.ToString());
        last.LibTorch.ShouldMatch(@"^\d+\.\d+");
        last.Processor.ShouldNotBeEmpty();
        last.MemoryGB.ShouldBeGreaterThan(0.1);
        last.CommandLine.ShouldBe(Environment.GetCommandLineArgs());
        RunEnvironment.Load(new RunFolder(folder["other"])).ShouldBeEmpty();
    }

    [SkippableFact]
    public void The_commit_is_the_one_that_git_names()
    {
        Skip.IfNot(Path.Exists(Path.Combine(Repository.Root, ".git")), "The sources lie in no git checkout.");
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "rev-parse", "HEAD"]) { RedirectStandardOutput = true })!;

        GitCommit.Of(Path.Combine(Repository.Root, "src", "MtlDsl")).ShouldBe(git.StandardOutput.ReadToEnd().Trim());
        GitCommit.Of(folder.FullName).ShouldBeNull();
    }

    [Fact]
    public void Commits_are_found_where_git_keeps_them()
    {
        var git = Directory.CreateDirectory(folder["a/.git"]).FullName;
        File.WriteAllText(Path.Combine(git, "HEAD"), "ref: refs/heads/main\n");
        GitCommit.Of(folder["a"]).ShouldBeNull();

        File.WriteAllText(Path.Combine(git, "packed-refs"), "# pack-refs\n1111 refs/heads/old/refs/heads/main\n2222 refs/heads/main\n");
        GitCommit.Of(folder["a"]).ShouldBe("2222");

        Directory.CreateDirectory(Path.Combine(git, "refs", "heads"));
        File.WriteAllText(Path.Combine(git, "refs", "heads", "main"), "3333\n");
        GitCommit.Of(folder["a"]).ShouldBe("3333");

        // A further working tree of the same checkout.
        var tree = Directory.CreateDirectory(Path.Combine(git, "worktrees", "b")).FullName;
        File.WriteAllText(Path.Combine(tree, "HEAD"), "ref: refs/heads/main\n");
        File.WriteAllText(Path.Combine(tree, "commondir"), "../..\n");
        Directory.CreateDirectory(folder["b"]);
        File.WriteAllText(Path.Combine(folder["b"], ".git"), $"gitdir: {tree}\n");
        GitCommit.Of(folder["b"]).ShouldBe("3333");

        File.WriteAllText(Path.Combine(tree, "HEAD"), "4444\n");
        GitCommit.Of(folder["b"]).ShouldBe("4444");
    }

    private static EvaluationResult Result(double score) => new(
        3,
        [new SegmentationResult("Surfaces", score, 0.25, 0.75, [new("Road", 0.25, 0.5)]), new EmbeddingResult("Place", 2, 0.5, 0.125)]);
}
