using System.Diagnostics;
using MtlDsl.Training;
using MtlDsl.Training.Distributed;

namespace MtlDsl.Distributed.Tests;

/// <summary>Ranks as processes of their own, over the loopback.</summary>
[Collection("torch")]
public sealed class ProcessGroupTests
{
    // Well above what a busy machine needs, far below what a call over ranks waits.
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(30);

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranks_exchange_tensors(int size) => Ranks.Run(size, "collectives");

    [SkippableFact]
    public void Losses_are_those_of_the_whole_batch() => Ranks.Run(2, "losses");

    [SkippableTheory]
    [InlineData(nameof(BatchNormPolicy.Frozen))]
    [InlineData(nameof(BatchNormPolicy.Synchronized))]
    public void Gradients_are_those_of_one_process_with_the_whole_batch(string norms) => Ranks.Run(2, "gradients", norms);

    [SkippableFact]
    public void Norms_that_are_not_synchronised_give_other_gradients()
    {
        using var ranks = new Ranks(2, "gradients", nameof(BatchNormPolicy.Train));

        ranks.End(0).Error.ShouldContain("trunk.");
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_killed_rank_ends_the_others_and_is_named(int killed)
    {
        using var ranks = new Ranks(3, "wait");
        for (var rank = 0; rank < 3; rank++)
            ranks[rank].StandardOutput.ReadLine().ShouldBe("ready", $"rank {rank}");
        var watch = Stopwatch.StartNew();

        ranks[killed].Kill();

        for (var rank = 0; rank < 3; rank++)
        {
            var (exitCode, error) = ranks.End(rank);
            exitCode.ShouldNotBe(0);
            if (rank != killed)
                error.ShouldMatch($"Rank {killed} of 3.* ended or cannot be reached.*; rank {rank} ends too");
        }
        watch.Elapsed.ShouldBeLessThan(soon);
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_rank_that_fails_says_why_to_the_others(int failing)
    {
        using var ranks = new Ranks(3, "fail", $"{failing}");

        for (var rank = 0; rank < 3; rank++)
            if (rank != failing)
                ranks.End(rank).Error.ShouldContain($"Rank {failing} of 3 failed: the image a.jpg is broken.");
    }

    [SkippableFact]
    public void A_rank_that_ends_is_named_in_a_backward_pass_too()
    {
        using var ranks = new Ranks(2, "leave");

        var (exitCode, error) = ranks.End(0);
        exitCode.ShouldBe(RankProgram.Left);
        error.ShouldContain("Rank 1 of 2 ended or cannot be reached; rank 0 ends too.");
    }

    [SkippableFact]
    public void Ranks_that_do_not_come_are_waited_for_no_longer_than_asked()
    {
        NativeTools.RequireGloo();
        var settings = new RankSettings(0, 2, 0, "127.0.0.1", Ranks.FreePort());

        Should.Throw<DistributedException>(() => ProcessGroups.Join(settings, TimeSpan.FromSeconds(1)))
            .Message.ShouldContain($"Rank 0 of 2 could not meet the others at 127.0.0.1:{settings.Port}");
    }
}
