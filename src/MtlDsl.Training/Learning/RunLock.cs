using System.Globalization;
using MtlDsl.Training.Checkpoints;

namespace MtlDsl.Training;

/// <summary>
/// Keeps a run's folder for one process, so that two trainings do not overwrite each other's files. The system frees it when the process ends,
/// however it does.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream held;
    private readonly string owner;

    private RunLock(FileStream held, string owner) => (this.held, this.owner) = (held, owner);

    /// <summary>Takes a folder; it is made where it is missing.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <exception cref="CheckpointException">Another process has it, or it cannot be written to.</exception>
    public static RunLock Take(RunFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            var held = Open(folder, FileMode.OpenOrCreate);
            // Beside the lock, which nobody else can read while it is held.
            File.WriteAllText(folder.LockOwner, string.Create(
                CultureInfo.InvariantCulture,
                $"process {Environment.ProcessId} on {Environment.MachineName}, since {DateTime.UtcNow:yyyy-MM-dd HH:mm:ss} UTC: {string.Join(' ', Environment.GetCommandLineArgs())}"));
            return new RunLock(held, folder.LockOwner);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder.Path}: the run cannot be written there: {error.Message}", error);
        }
    }

    /// <summary>Makes sure that no process trains in a folder.</summary>
    /// <exception cref="CheckpointException">One does; the message says which.</exception>
    public static void RefuseHeld(RunFolder folder)
    {
        if (File.Exists(folder.Lock))
            Open(folder, FileMode.Open).Dispose();
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose()
    {
        // Not the lock itself: who waits for a file that is deleted and who makes a new one would both have it.
        if (File.Exists(owner))
            File.Delete(owner);
        held.Dispose();
    }

    private static FileStream Open(RunFolder folder, FileMode mode)
    {
        try
        {
            return new FileStream(folder.Lock, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException) && File.Exists(folder.Lock))
        {
            throw new CheckpointException($"{folder.Path}: {Owner(folder)} trains there. Wait until it ends, or choose another folder (--run).", error);
        }
    }

    private static string Owner(RunFolder folder)
    {
        try
        {
            return File.ReadAllText(folder.LockOwner) is { Length: > 0 } owner ? owner : "another process";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
