using System.Diagnostics;
using System.Globalization;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// Finds out who is missing when a call over all ranks has failed. The connections between ranks are closed by then; what is left is the
/// store, where each rank that still runs answers, and one that failed has said why.
/// </summary>
/// <param name="group">The group that has failed.</param>
internal sealed class RollCall(ProcessGroup group)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(5), interval = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch watch = Stopwatch.StartNew();

    private IEnumerable<int> Others => Enumerable.Range(0, group.Size).Where(rank => rank != group.Rank);

    /// <summary>One sentence that names who is missing.</summary>
    /// <param name="error">What has failed.</param>
    public string Take(string error)
    {
        try
        {
            Answer("here");
            var reasons = Others.Select(rank => (Rank: rank, Answer: Wait("here", rank))).ToList();
            // The store's host stays until all have read, for the store ends with it.
            Answer("done");
            if (group.HostsStore)
                foreach (var (rank, answer) in reasons)
                    if (answer is not null)
                        Wait("done", rank);
            if (reasons.FirstOrDefault(item => item.Answer is { Length: > 0 }) is { Answer: { } reason } failed)
                return $"Rank {failed.Rank} of {group.Size} failed: {reason}";
            var missing = reasons.Where(item => item.Answer is null).Select(item => item.Rank.ToString(CultureInfo.InvariantCulture)).ToList();
            return missing.Count == 0
                ? $"The ranks have lost each other, though all {group.Size} still run ({error}); see to the network and go on from the last checkpoint."
                : $"{(missing.Count == 1 ? "Rank" : "Ranks")} {string.Join(", ", missing)} of {group.Size} ended or cannot be reached; rank {group.Rank} ends too. "
                  + "Go on from the last checkpoint.";
        }
        catch (CollectiveException)
        {
            return $"Rank 0 of {group.Size}, or the launcher that started it, ended or cannot be reached; rank {group.Rank} ends too. "
                + "Go on from the last checkpoint.";
        }
    }

    /// <summary>Says why this rank fails, before the others can notice that it does.</summary>
    /// <param name="reason">One sentence.</param>
    public void Leave(string reason)
    {
        Answer("here", reason);
        Answer("done");
        group.Collectives.Abandon();
        if (group.HostsStore)
            foreach (var rank in Others)
                Wait("done", rank);
    }

    private void Answer(string key, string text = "") => group.Collectives.Post($"{key}/{group.Rank}", text);

    private string? Wait(string key, int rank)
    {
        for (;;)
        {
            if (group.Collectives.Read($"{key}/{rank}") is { } text)
                return text;
            if (watch.Elapsed > patience)
                return null;
            Thread.Sleep(interval);
        }
    }
}
