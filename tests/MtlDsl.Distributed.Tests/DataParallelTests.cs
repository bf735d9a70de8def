using System.Diagnostics;
using MtlDsl.Training;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Distributed.Tests;

/// <summary>Trainings by several processes against the same by one.</summary>
[Collection("torch")]
public sealed class DataParallelTests : IDisposable
{
    // Well above what a busy machine needs, far below what a call over ranks waits.
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableTheory]
    [InlineData(2, "BatchNorm=Frozen")]
    [InlineData(4, "BatchNorm=Frozen", "Balancing=Uncertainty")]
    [InlineData(2, "BatchNorm=Frozen", "Balancing=UpGrad", "Accumulation=2")]
    [InlineData(2, "BatchNorm=Synchronized", "Balancing=GradNorm")]
    [InlineData(2, "BatchNorm=Synchronized", "Pacing=1", "Average=9")]
    public void Weights_are_those_of_one_process(int size, params string[] options)
    {
        Ranks.Run(1, ["train", folder["one"], .. options]);
        Ranks.Run(size, ["train", folder["several"], .. options]);

        // Batch statistics of a few images make more of the rounding of sums in another order.
        ShouldBeClose("several", "one", options[0] == "BatchNorm=Frozen" ? 1e-6 : 1e-5);
        foreach (var file in new[] { "best.safetensors", "checkpoint.safetensors" })
            File.Exists(Path.Combine(folder["several"], file)).ShouldBeTrue(file);
        File.ReadAllLines(new RunFolder(folder["several"]).Log).Length.ShouldBe(9);
        foreach (var head in new[] { "Surfaces", "Objects" })
            Losses("several", head).Select(loss => loss == "").ShouldBe(Losses("one", head).Select(loss => loss == ""), head);
    }

    [SkippableFact]
    public void A_head_that_no_rank_has_labels_for_has_no_loss()
    {
        Ranks.Run(2, ["train", folder["several"], "BatchNorm=Frozen", "BoxesOnly"]);

        Losses("several", "Surfaces").ShouldAllBe(loss => loss == "");
        Losses("several", "Objects").ShouldContain(loss => loss != "");
    }

    [SkippableFact]
    public void Teachers_teach_as_in_one_process_also_where_a_rank_has_nothing_to_ask()
    {
        using (var teacher = new TinyNetwork())
            NetworkWeights.Save(folder["teacher.safetensors"], teacher, iteration: 1);
        // With four ranks each has one image of the four, with masks or with boxes only.
        Weights_are_those_of_one_process(2, "BatchNorm=Frozen", $"Teacher={folder["teacher.safetensors"]}");
        Weights_are_those_of_one_process(4, "BatchNorm=Frozen", $"Teacher={folder["teacher.safetensors"]}");
    }

    [SkippableFact]
    public void A_killed_rank_ends_the_other_and_the_run_goes_on_from_its_checkpoint()
    {
        string[] options = ["BatchNorm=Train", "Iterations=40"];
        Ranks.Run(2, ["train", folder["whole"], .. options]);
        using (var ranks = new Ranks(2, ["train", folder["part"], .. options]))
        {
            while (ranks[0].StandardOutput.ReadLine().ShouldNotBeNull() != "9")
            {
            }
            var watch = Stopwatch.StartNew();
            ranks[1].Kill();

            var (exitCode, error) = ranks.End(0);
            watch.Elapsed.ShouldBeLessThan(soon);
            exitCode.ShouldBe(RankProgram.Left);
            error.ShouldContain("Rank 1 of 2 ended or cannot be reached; rank 0 ends too. Go on from the last checkpoint.");
        }
        var iteration = Iteration();
        iteration.ShouldBeInRange(8, 38);

        Ranks.Run(2, ["train", folder["part"], .. options, "Resume"]);

        Iteration().ShouldBe(40);
        File.ReadAllBytes(new RunFolder(folder["part"]).Weights).ShouldBe(File.ReadAllBytes(new RunFolder(folder["whole"]).Weights));

        int Iteration()
        {
            using var checkpoint = TrainingCheckpoint.Open(new RunFolder(folder["part"]).Checkpoint);
            return checkpoint.Iteration;
        }
    }

    // As the log has them; nothing for a step in which no rank could compute one.
    private string[] Losses(string run, string head)
    {
        string[][] rows = [.. File.ReadLines(new RunFolder(folder[run]).Log).Select(row => row.Split(','))];
        var column = Array.IndexOf(rows[0], $"loss {head}");
        return [.. rows[1..].Select(row => row[column])];
    }

    private void ShouldBeClose(string found, string wanted, double tolerance)
    {
        using var file = SafeTensors.Open(new RunFolder(folder[found]).Weights);
        using var other = SafeTensors.Open(new RunFolder(folder[wanted]).Weights);
        foreach (var name in other.Tensors.Keys)
        {
            using var scope = NewDisposeScope();
            var (mine, theirs) = (file[name].ToTensor().to(ScalarType.Float64), other[name].ToTensor().to(ScalarType.Float64));
            ((mine - theirs).norm().ToDouble() / theirs.norm().ToDouble()).ShouldBeLessThan(tolerance, name);
        }
    }
}
