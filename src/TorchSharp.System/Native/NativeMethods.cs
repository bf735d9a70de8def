using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MtlDsl.Native;

/// <summary>The functions of mtldsl_torch.cpp. An <see cref="int"/> that is called "failed" there is 0 for success.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = "mtldsl_torch";

    [LibraryImport(Library)]
    public static partial byte* mtl_last_error();

    [LibraryImport(Library)]
    public static partial byte* mtl_version();

    [LibraryImport(Library)]
    public static partial void mtl_free(nint memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtl_find(string name, string overload, out nint found);

    [LibraryImport(Library)]
    public static partial int mtl_call(nint operatorHandle, NativeValue* arguments, int argumentCount, NativeValue* results, int capacity, int* resultCount);

    [LibraryImport(Library)]
    public static partial void mtl_tensor_release(nint handle);

    [LibraryImport(Library)]
    public static partial nint mtl_tensor_retain(nint handle);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int mtl_tensor_dim(nint handle, out long dimensions);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int mtl_tensor_numel(nint handle, out long count);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_sizes(nint handle, long* sizes);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_strides(nint handle, long* strides);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_storage_offset(nint handle, out long offset);

    [LibraryImport(Library), SuppressGCTransition]
    public static partial int mtl_tensor_dtype(nint handle, out int type);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_device(nint handle, out long device);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_data(nint handle, out nint data);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_is_contiguous(nint handle, out int contiguous);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_is_sparse(nint handle);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_requires_grad(nint handle, out int required);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_set_requires_grad(nint handle, int value);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_is_leaf(nint handle, out int leaf);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_grad(nint handle, out nint grad);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_set_grad(nint handle, nint grad);

    [LibraryImport(Library)]
    public static partial int mtl_tensor_retain_grad(nint handle);

    [LibraryImport(Library)]
    public static partial int mtl_backward(nint* tensors, int tensorCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, nint* inputs, int inputCount);

    [LibraryImport(Library)]
    public static partial int mtl_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, int allowUnused, out NativeValue result);

    [LibraryImport(Library)]
    public static partial int mtl_grad_enabled();

    [LibraryImport(Library)]
    public static partial void mtl_set_grad_enabled(int enabled);

    [LibraryImport(Library)]
    public static partial int mtl_inference_enabled();

    [LibraryImport(Library)]
    public static partial int mtl_inference_enter(int enabled, out nint guard);

    [LibraryImport(Library)]
    public static partial void mtl_inference_leave(nint guard);

    [LibraryImport(Library)]
    public static partial void mtl_keep_memory();

    [LibraryImport(Library)]
    public static partial int mtl_set_num_threads(int count);

    [LibraryImport(Library)]
    public static partial int mtl_get_num_threads();

    [LibraryImport(Library)]
    public static partial int mtl_set_num_interop_threads(int count);

    [LibraryImport(Library)]
    public static partial int mtl_get_num_interop_threads();

    [LibraryImport(Library)]
    public static partial int mtl_manual_seed(ulong seed);

    [LibraryImport(Library)]
    public static partial int mtl_generator_create(ulong seed, out nint generator);

    [LibraryImport(Library)]
    public static partial void mtl_generator_release(nint generator);

    [LibraryImport(Library)]
    public static partial int mtl_generator_get_state(nint handle, out nint state);

    [LibraryImport(Library)]
    public static partial int mtl_generator_set_state(nint handle, nint state);

    [LibraryImport(Library)]
    public static partial int mtl_generator_set_seed(nint handle, ulong seed);

    [LibraryImport(Library)]
    public static partial int mtl_generator_get_seed(nint handle, out ulong seed);

    [LibraryImport(Library)]
    public static partial int mtl_generator_new_seed(nint handle, out ulong seed);

    [LibraryImport(Library)]
    public static partial int mtl_cuda_device_count();

    [LibraryImport(Library)]
    public static partial int mtl_cudnn_is_available();

    [LibraryImport(Library)]
    public static partial int mtl_cuda_synchronize(long index);

    /// <summary>Throws libtorch's message when a call failed.</summary>
    /// <exception cref="ExternalException">The call failed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int failed)
    {
        if (failed != 0) Throw();
    }

    private static void Throw() => throw new ExternalException(Marshal.PtrToStringUTF8((nint)mtl_last_error()));
}
