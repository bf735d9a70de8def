using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MtlDsl.Distributed.Tests;

/// <summary>Starts <see cref="RankProgram"/> once a rank, with the variables that torchrun sets.</summary>
internal sealed class Ranks : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly List<Process> processes = [];
    private readonly List<Task<string>> errors = [];

    /// <summary>Starts the ranks; skips the test where they could not meet.</summary>
    /// <param name="size">How many.</param>
    /// <param name="arguments">What each is to do.</param>
    public Ranks(int size, params string[] arguments) : this(size, [], arguments)
    {
    }

    /// <summary>Starts the ranks with other variables; skips the test where they could not meet.</summary>
    /// <param name="size">How many.</param>
    /// <param name="environment">Variables for all, also in the place of those that torchrun sets.</param>
    /// <param name="arguments">What each is to do.</param>
    public Ranks(int size, Dictionary<string, string> environment, params string[] arguments)
    {
        NativeTools.RequireGloo();
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        for (var rank = 0; rank < size; rank++)
        {
            var start = new ProcessStartInfo("dotnet", ["exec", typeof(RankProgram).Assembly.Location, "rank", .. arguments])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["RANK"] = start.Environment["LOCAL_RANK"] = rank.ToString(CultureInfo.InvariantCulture);
            start.Environment["WORLD_SIZE"] = size.ToString(CultureInfo.InvariantCulture);
            start.Environment["MASTER_ADDR"] = "127.0.0.1";
            start.Environment["MASTER_PORT"] = port;
            start.Environment["OMP_NUM_THREADS"] = "1";
            foreach (var (name, value) in environment)
                start.Environment[name] = value;
            var process = Process.Start(start)!;
            processes.Add(process);
            errors.Add(process.StandardError.ReadToEndAsync());
        }
    }

    /// <summary>A rank's process.</summary>
    public Process this[int rank] => processes[rank];

    /// <summary>Runs the ranks to their end.</summary>
    /// <exception cref="ShouldAssertException">One failed; the message holds what it wrote.</exception>
    public static void Run(int size, params string[] arguments) => Run(size, [], arguments);

    /// <summary>Runs the ranks to their end, with other variables.</summary>
    /// <exception cref="ShouldAssertException">One failed; the message holds what it wrote.</exception>
    public static void Run(int size, Dictionary<string, string> environment, params string[] arguments)
    {
        using var ranks = new Ranks(size, environment, arguments);
        for (var rank = 0; rank < size; rank++)
        {
            var (exitCode, error) = ranks.End(rank);
            exitCode.ShouldBe(0, $"rank {rank}: {error}");
        }
    }

    /// <summary>Waits for the end of a rank.</summary>
    public (int ExitCode, string Error) End(int rank)
    {
        processes[rank].WaitForExit(patience).ShouldBeTrue($"rank {rank} has not ended");
        return (processes[rank].ExitCode, errors[rank].Result);
    }

    public void Dispose()
    {
        foreach (var process in processes)
        {
            process.Kill();
            process.Dispose();
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
