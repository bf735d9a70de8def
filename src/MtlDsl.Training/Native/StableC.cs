using System.Runtime.InteropServices;

namespace MtlDsl.Training.Native;

/// <summary>
/// The part of libtorch's stable C interface that calls operators by name (torch/csrc/stable/c/shim.h and
/// torch/csrc/inductor/aoti_torch/c/shim.h of libtorch 2.10). A result other than 0 is a failure, whose reason libtorch prints to the
/// standard error.
/// </summary>
internal static unsafe partial class StableC
{
    // Beside TorchSharp's own library, on every system and device.
    private const string Library = "torch_cpu";

    /// <summary>The version of the interface that calls are written against: 2.10.</summary>
    public const ulong Version = 0x020A_0000_0000_0000;

    /// <summary>Another reference to the same tensor.</summary>
    [LibraryImport(Library)]
    public static partial int aoti_torch_new_tensor_handle(nint original, out nint copy);

    /// <summary>The address of a tensor's first element, on its device.</summary>
    [LibraryImport(Library)]
    public static partial int aoti_torch_get_data_ptr(nint tensor, out nint data);

    [LibraryImport(Library)]
    public static partial int torch_new_list_reserve_size(nuint size, out nint list);

    [LibraryImport(Library)]
    public static partial int torch_list_push_back(nint list, ulong value);

    /// <summary>Takes over every handle on the stack; results stand there afterwards, from index 0 on.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int torch_call_dispatcher(string name, string overload, ulong* stack, ulong version);
}
