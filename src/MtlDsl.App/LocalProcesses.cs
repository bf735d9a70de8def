using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MtlDsl.App;

/// <summary>
/// Starts this program several times on this machine, each a rank that trains with the others, with the variables that torchrun sets.
/// The first rank has the terminal; what the others write comes with their number before it.
/// </summary>
internal sealed class LocalProcesses : IDisposable
{
    /// <summary>Set for a process that was started so; it stops when its input ends, which the end of this program brings about.</summary>
    private const string Marker = "MTLDSL_LAUNCHED";

    // How long the others have to end by themselves after one has failed, or after all were asked to stop twice.
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(20);

    private readonly List<Process> processes = [];

    /// <summary>Starts the processes.</summary>
    /// <param name="count">How many.</param>
    /// <param name="program">What they are.</param>
    /// <param name="error">Where the output of all but the first goes.</param>
    public LocalProcesses(int count, OwnProgram program, TextWriter error)
    {
        var port = FreePort();
        var lines = TextWriter.Synchronized(error);
        for (var rank = 0; rank < count; rank++)
        {
            var start = program.Again();
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = rank > 0;
            start.RedirectStandardError = rank > 0;
            Set("RANK", rank);
            Set("LOCAL_RANK", rank);
            Set("WORLD_SIZE", count);
            Set("LOCAL_WORLD_SIZE", count);
            start.Environment["MASTER_ADDR"] = "127.0.0.1";
            Set("MASTER_PORT", port);
            Set(Marker, 1);
            var process = Process.Start(start)!;
            processes.Add(process);
            if (rank > 0)
                Relay(process, rank, lines);

            void Set(string name, int value) => start.Environment[name] = value.ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Whether this process is one of several that <see cref="LocalProcesses"/> has started.</summary>
    public static bool IsOne => Environment.GetEnvironmentVariable(Marker) is { Length: > 0 };

    /// <summary>Waits until all have ended. Where one fails the others follow, by themselves or by force.</summary>
    /// <param name="stop">Asks all to stop in good order.</param>
    /// <returns>An <see cref="ExitCode"/> and, where a process failed, a sentence that names the first that did.</returns>
    public (int ExitCode, string? Fault) Wait(CancellationToken stop)
    {
        using var asked = stop.Register(() => processes.ForEach(process => process.StandardInput.Close()));
        var running = processes.Select(process => process.WaitForExitAsync(CancellationToken.None)).ToList();
        while (running.Count > 0)
        {
            var ended = Task.WhenAny(running).Result;
            running.Remove(ended);
            if (processes.FirstOrDefault(process => process.HasExited && process.ExitCode is not (ExitCode.Success or ExitCode.Interrupted)) is not { } failed)
                continue;
            var fault = $"rank {processes.IndexOf(failed)} {How(failed.ExitCode)}";
            if (!Task.WaitAll([.. running], grace))
                fault += "; the others did not end by themselves and were killed";
            return (failed.ExitCode == ExitCode.Usage ? ExitCode.Usage : ExitCode.Failure, fault);
        }
        return (processes.Max(process => process.ExitCode), null);
    }

    /// <summary>Ends whatever still runs.</summary>
    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
        }
    }

    private static string How(int exitCode) => exitCode > 128
        ? $"was killed by signal {exitCode - 128}"
        : $"ended with exit code {exitCode}";

    private static void Relay(Process process, int rank, TextWriter error)
    {
        process.OutputDataReceived += Pass;
        process.ErrorDataReceived += Pass;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        void Pass(object sender, DataReceivedEventArgs line)
        {
            if (line.Data is not null)
                error.WriteLine($"[rank {rank}] {line.Data}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
