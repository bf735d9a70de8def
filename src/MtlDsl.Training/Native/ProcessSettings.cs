using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MtlDsl.Training.Native;

/// <summary>
/// Settings of the whole process that training needs to be fast: glibc keeps the memory of a step for the next one (docs/decisions/0005),
/// and libtorch takes all cores. Either gives way to what the user has set in the environment.
/// </summary>
internal static partial class ProcessSettings
{
    // mallopt(3): malloc.h of glibc.
    private const int TrimThreshold = -1, MmapMax = -4, ArenaMax = -8;

#pragma warning disable CA2255 // The settings must precede whatever the program calls first, and any call may be that.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Apply()
    {
        KeepMemory();
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OMP_NUM_THREADS")))
            UseAllCores();
    }

    private static void KeepMemory()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad("libc.so.6", out _)
            || Environment.GetEnvironmentVariables().Keys.Cast<string>().Any(name => name.StartsWith("MALLOC_", StringComparison.Ordinal)))
            return;
        _ = Set(ArenaMax, 1);
        _ = Set(MmapMax, 0);
        _ = Set(TrimThreshold, int.MaxValue);
        // For libraries that would otherwise set the heap to their own liking.
        AppContext.SetSwitch("MtlDsl.HeapIsSet", true);
    }

    private static void UseAllCores()
    {
        try
        {
            set_num_threads(Environment.ProcessorCount);
        }
        catch (Exception error) when (error is TypeInitializationException or NotSupportedException or DllNotFoundException)
        {
            // Without libtorch the first tensor says so, where the program can tell its user.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);
}
