using System.Runtime.InteropServices;

namespace MtlDsl.Distributed;

// What is used of NCCL's nccl.h, which has been so since version 2.0.
internal sealed partial class Nccl
{
    private const string Library = "libnccl.so.2";

    [LibraryImport(Library, EntryPoint = "ncclGetUniqueId")]
    private static unsafe partial int GetUniqueId(UniqueId* id);

    [LibraryImport(Library, EntryPoint = "ncclCommInitRank")]
    private static partial int CommInitRank(out nint communicator, int size, UniqueId id, int rank);

    [LibraryImport(Library, EntryPoint = "ncclAllReduce")]
    private static partial int AllReduce(nint from, nint to, nuint count, int type, int operation, Nccl communicator, nint stream);

    [LibraryImport(Library, EntryPoint = "ncclBroadcast")]
    private static partial int Broadcast(nint from, nint to, nuint count, int type, int root, Nccl communicator, nint stream);

    [LibraryImport(Library, EntryPoint = "ncclCommDestroy")]
    private static partial int CommDestroy(nint communicator);

    [LibraryImport(Library, EntryPoint = "ncclCommAbort")]
    private static partial int CommAbort(nint communicator);

    [LibraryImport(Library, EntryPoint = "ncclGetErrorString")]
    private static partial nint GetErrorString(int result);

    // ncclUniqueId, which NCCL takes by value.
    private unsafe struct UniqueId
    {
        private fixed byte bytes[128];
    }
}
