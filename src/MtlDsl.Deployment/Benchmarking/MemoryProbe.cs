using System.Globalization;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>
/// Measures the memory of networks in the process that it runs in. That process does nothing else; <see cref="MemoryBenchmark"/> starts
/// it and holds it against one with a network of next to nothing, which has the runtime's own memory.
/// </summary>
public static class MemoryProbe
{
    /// <summary>First argument of a program that is to be a probe.</summary>
    public const string Command = "memory-probe";

    // The first call asks for memory, the second for that of the pattern which the first has shown.
    private const int Calls = 5;

    /// <summary>Whether a program's arguments ask for a probe.</summary>
    public static bool IsAskedFor(IReadOnlyList<string> args) => args is [Command, ..];

    /// <summary>Opens the networks, calls them a few times and writes this process's memory.</summary>
    /// <param name="args">The command line, as <see cref="Arguments"/> has made it.</param>
    /// <param name="output">Where to: the resident bytes, the peak and, on a GPU, what was taken of its memory, in a line.</param>
    public static void Run(IReadOnlyList<string> args, TextWriter output)
    {
        var settings = new SessionSettings { Threads = int.Parse(args[1], CultureInfo.InvariantCulture), Provider = Enum.Parse<ExecutionProvider>(args[2]) };
        var before = OfGpu(settings);
        var candidate = new Candidate(Command, [.. args.Skip(4)], AtOnce: bool.Parse(args[3]));
        var networks = candidate.Files.Select(file => new MeasuredNetwork(file, settings)).ToList();
        var open = new OpenCandidate(candidate, networks);
        for (var call = 0; call < Calls; call++)
            open.Run();
        GC.Collect();
        var memory = ProcessMemory.Now();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{memory.Resident} {memory.Peak} {OfGpu(settings) - before}").TrimEnd());
        foreach (var network in networks)
            network.Dispose();
    }

    /// <summary>The command line of a probe.</summary>
    internal static IReadOnlyList<string> Arguments(Candidate candidate, SessionSettings settings) =>
    [
        Command, (settings.Threads ?? Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture), settings.Provider.ToString(),
        candidate.AtOnce.ToString(), .. candidate.Files,
    ];

    /// <summary>What a probe has written.</summary>
    internal static ProcessMemory Parse(string line) =>
        line.Split(' ') is [var resident, var peak, .. { Length: <= 1 } gpu]
            ? new(long.Parse(resident, CultureInfo.InvariantCulture), long.Parse(peak, CultureInfo.InvariantCulture))
            {
                Gpu = gpu is [var taken] ? long.Parse(taken, CultureInfo.InvariantCulture) : null,
            }
            : throw new InvalidDataException($"A memory probe wrote '{line}', not two or three numbers.");

    private static long? OfGpu(SessionSettings settings) => settings.Provider == ExecutionProvider.Cpu ? null : GpuMemory.InUse(settings.Device);
}
