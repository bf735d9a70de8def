using System.Globalization;

namespace MtlDsl.Training.Distributed;

/// <summary>
/// Which of the processes that train together this one is, and where they meet: what torchrun says to each in the variables
/// <c>RANK</c>, <c>WORLD_SIZE</c>, <c>LOCAL_RANK</c>, <c>LOCAL_WORLD_SIZE</c>, <c>MASTER_ADDR</c> and <c>MASTER_PORT</c>.
/// </summary>
/// <param name="Rank">The number of this process, from 0.</param>
/// <param name="Size">How many processes there are.</param>
/// <param name="LocalRank">The number of this process among those of its machine.</param>
/// <param name="Address">The machine of rank 0.</param>
/// <param name="Port">A port of it that nothing else uses.</param>
/// <param name="LocalSize">How many processes run on its machine.</param>
/// <param name="IsStoreHosted">Whether the launcher holds the store by which ranks find each other; else rank 0 does.</param>
/// <param name="Attempt">How often the launcher has started the processes before.</param>
public sealed record RankSettings(int Rank, int Size, int LocalRank, string Address, int Port, int LocalSize = 1, bool IsStoreHosted = false, int Attempt = 0)
{
    /// <summary>What the variables of this process say; null where it trains alone: <c>WORLD_SIZE</c> is absent or 1.</summary>
    /// <exception cref="DistributedException">A variable is missing, or is no number that it can be.</exception>
    public static RankSettings? FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Whether this process holds the store by which ranks find each other.</summary>
    public bool HostsStore => Rank == 0 && !IsStoreHosted;

    /// <summary>Whether this is the process that shows how it goes: the first, or one alone. A wrong variable is no fault here.</summary>
    public static bool IsFirstHere => Environment.GetEnvironmentVariable("RANK") is null or "" or "0";

    /// <summary>How many processes share this machine: as <c>LOCAL_WORLD_SIZE</c> says, or 1. A wrong variable is no fault here.</summary>
    public static int ProcessesHere =>
        int.TryParse(Environment.GetEnvironmentVariable("LOCAL_WORLD_SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? Math.Max(1, size) : 1;

    /// <summary>The same for other variables.</summary>
    internal static RankSettings? From(Func<string, string?> variable)
    {
        if (string.IsNullOrWhiteSpace(variable("WORLD_SIZE")))
            return null;
        var size = Number("WORLD_SIZE", 1, int.MaxValue);
        if (size == 1)
            return null;
        var rank = Number("RANK", 0, size - 1);
        return new RankSettings(
            rank, size, Optional("LOCAL_RANK", rank), Text("MASTER_ADDR"), Number("MASTER_PORT", 1, ushort.MaxValue),
            Math.Max(1, Optional("LOCAL_WORLD_SIZE", 1)),
            string.Equals(variable("TORCHELASTIC_USE_AGENT_STORE"), "True", StringComparison.OrdinalIgnoreCase), Optional("TORCHELASTIC_RESTART_COUNT", 0));

        string Text(string name) => variable(name) is { Length: > 0 } text
            ? text
            : throw new DistributedException(
                $"WORLD_SIZE says that processes train together, but {name} is not set; start them with torchrun, or set RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT for each.");

        int Number(string name, int least, int most) =>
            int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new DistributedException($"{name} is '{variable(name)}'; it must be a whole number from {least} to {most}.");

        int Optional(string name, int otherwise) => variable(name) is { Length: > 0 } ? Number(name, 0, int.MaxValue) : otherwise;
    }
}
