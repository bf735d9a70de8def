using System.Runtime.InteropServices;

namespace MtlDsl.Deployment;

/// <summary>
/// glibc's heap while a network is opened: ONNX Runtime lays out its weights in many steps, and what they free stays in the process as
/// long as glibc hopes to use it again.
/// </summary>
internal static partial class NativeHeap
{
    private const int TrimThreshold = -1, MmapThreshold = -3;

    // Blocks from here on go back to the system as soon as they are free.
    private const int WhileOpening = 1 << 20;

    // What glibc itself arrives at after a large block was freed; to map the blocks of every call anew would cost time.
    private const int Otherwise = 32 << 20;

    private static readonly bool isGlibc = OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out _);

    private static readonly string[] variables = ["MALLOC_MMAP_THRESHOLD_", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_TOP_PAD_"];

    // Who has set the heap, by a variable or as the library that trains does, keeps it.
    private static bool IsOurs => isGlibc && !AppContext.TryGetSwitch("MtlDsl.HeapIsSet", out _) && variables.All(name => Environment.GetEnvironmentVariable(name) is null);

    /// <summary>Runs what opens a network, and gives back what it has freed.</summary>
    public static T WhileOpeningNetwork<T>(Func<T> open)
    {
        if (!IsOurs)
            return open();
        _ = Set(MmapThreshold, WhileOpening);
        try
        {
            return open();
        }
        finally
        {
            _ = Set(MmapThreshold, Otherwise);
            _ = Set(TrimThreshold, 2 * Otherwise);
            _ = Trim(0);
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint kept);
}
