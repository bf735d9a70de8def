using MtlDsl.Training.Distributed;

namespace MtlDsl.Distributed;

/// <summary>
/// Forms groups of processes that train one network together, over Gloo for what lies in main memory and NCCL for what lies on GPUs.
/// </summary>
/// <remarks>
/// Linux only. The native part over Gloo is compiled when it is first asked for, with the machine's C++ compiler and against its Gloo, and
/// kept in the user's cache folder.
/// </remarks>
public static class ProcessGroups
{
    /// <summary>How long a rank waits for the others' part in a call where nothing else is said, as in PyTorch.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    // Long enough for machines of a cluster that do not start at once.
    private static readonly TimeSpan longestJoin = TimeSpan.FromMinutes(5);

    /// <summary>Meets the processes that torchrun, or another launcher that sets its variables, has started with this one.</summary>
    /// <param name="timeout">How long a rank waits for the others' part in a call; null for <see cref="DefaultTimeout"/>.</param>
    /// <returns>Null where this process trains alone: <c>WORLD_SIZE</c> is absent or 1.</returns>
    /// <exception cref="DistributedException">A variable is missing or wrong, or the others did not come.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks what it takes; the message says what to install.</exception>
    public static ProcessGroup? FromEnvironment(TimeSpan? timeout = null) =>
        RankSettings.FromEnvironment() is { } settings ? Join(settings, timeout) : null;

    /// <summary>Meets the other ranks.</summary>
    /// <param name="settings">Which rank this is, and where they meet.</param>
    /// <param name="timeout">How long a rank waits for the others' part in a call; null for <see cref="DefaultTimeout"/>.</param>
    /// <exception cref="DistributedException">The others did not come.</exception>
    /// <exception cref="PlatformNotSupportedException">This machine lacks what it takes; the message says what to install.</exception>
    public static ProcessGroup Join(RankSettings settings, TimeSpan? timeout = null)
    {
        var patience = timeout ?? DefaultTimeout;
        try
        {
            return new ProcessGroup(settings, new RankCollectives(settings, patience < longestJoin ? patience : longestJoin, patience));
        }
        catch (CollectiveException error)
        {
            throw new DistributedException(
                $"Rank {settings.Rank} of {settings.Size} could not meet the others at {settings.Address}:{settings.Port} ({error.Message}); "
                + "make sure that all ranks run, that MASTER_ADDR and MASTER_PORT are the same for all, and that nothing else uses the port.", error);
        }
    }

    /// <summary>Makes sure that processes of this machine can meet, compiling the native part where that has not been done yet.</summary>
    /// <exception cref="PlatformNotSupportedException">This machine lacks what it takes; the message says what to install.</exception>
    public static void Prepare() => GlooLibrary.Load();
}
