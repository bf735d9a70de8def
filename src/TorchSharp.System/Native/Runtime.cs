using System.Runtime.CompilerServices;

namespace MtlDsl.Native;

internal static class Runtime
{
    /// <summary>
    /// libtorch starts with one thread in some builds; take what the machine has. Memory is kept for the next step. Either gives way to
    /// what the user has chosen in the environment.
    /// </summary>
#pragma warning disable CA2255 // The setting must precede whatever the program calls first, and any call may be that.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Initialize()
    {
        if (Environment.GetEnvironmentVariables().Keys.Cast<string>().All(name => !name.StartsWith("MALLOC_", StringComparison.Ordinal)))
        {
            NativeMethods.mtl_keep_memory();
            // Told to libraries that would else set the heap to their own liking.
            AppContext.SetSwitch("MtlDsl.HeapIsSet", true);
        }
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null or "")
            NativeMethods.Check(NativeMethods.mtl_set_num_threads(Environment.ProcessorCount));
    }
}
