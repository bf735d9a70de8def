using System.Globalization;

namespace MtlDsl.Benchmarks;

/// <summary>What Linux says of this process's memory.</summary>
internal static class ResidentMemory
{
    /// <summary>Bytes now.</summary>
    public static long Now() => Read("VmRSS:");

    /// <summary>The most bytes since the process began.</summary>
    public static long Peak() => Read("VmHWM:");

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB "), CultureInfo.InvariantCulture) << 10;
    }
}
