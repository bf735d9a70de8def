using System.Runtime.InteropServices;

namespace MtlDsl.Native;

/// <summary>The functions of mtldsl_collectives.cpp.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtl_group_create(
        string address, int port, int rank, int size, int hostsStore, string prefix, long joinTimeout, long timeout, int cuda, out nint group);

    [LibraryImport(Library)]
    public static partial void mtl_group_abandon(nint group);

    [LibraryImport(Library)]
    public static partial void mtl_group_release(nint group);

    [LibraryImport(Library)]
    public static partial int mtl_group_all_reduce(nint group, nint tensor, int op);

    [LibraryImport(Library)]
    public static partial int mtl_group_sum(nint group, nint tensor, out nint result);

    [LibraryImport(Library)]
    public static partial int mtl_group_broadcast(nint group, nint tensor, int root);

    [LibraryImport(Library)]
    public static partial int mtl_group_barrier(nint group);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtl_group_post(nint group, string key, string text);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mtl_group_read(nint group, string key, out nint text);
}
