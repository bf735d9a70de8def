using System.Diagnostics;
using System.Globalization;

namespace MtlDsl.Deployment.Benchmarking;

/// <summary>Memory of this process in bytes.</summary>
/// <param name="Resident">What lies in the machine's memory now.</param>
/// <param name="Peak">The most that has since the process began.</param>
public readonly record struct ProcessMemory(long Resident, long Peak)
{
    /// <summary>What was taken of a GPU's memory; null where there is none, or nobody asked.</summary>
    public long? Gpu { get; init; }

    private const string Status = "/proc/self/status";

    /// <summary>What the system says now: VmRSS and VmHWM of Linux, the working set elsewhere.</summary>
    public static ProcessMemory Now()
    {
        if (!File.Exists(Status))
        {
            using var process = Process.GetCurrentProcess();
            return new(process.WorkingSet64, process.PeakWorkingSet64);
        }
        var lines = File.ReadAllLines(Status);
        return new(Read("VmRSS:"), Read("VmHWM:"));

        long Read(string name)
        {
            var line = lines.First(line => line.StartsWith(name, StringComparison.Ordinal));
            return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture) << 10;
        }
    }

    /// <summary>What one has more than another.</summary>
    public static ProcessMemory operator -(ProcessMemory more, ProcessMemory less) =>
        new(more.Resident - less.Resident, more.Peak - less.Peak) { Gpu = more.Gpu - less.Gpu };
}
