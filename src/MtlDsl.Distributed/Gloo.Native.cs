using System.Runtime.InteropServices;

namespace MtlDsl.Distributed;

// The functions of native/mtldsl_gloo.cpp, and those that it calls.
internal sealed partial class Gloo
{
    private const string Library = "mtldsl_gloo";

    static Gloo() => NativeLibrary.SetDllImportResolver(typeof(Gloo).Assembly, (name, _, _) => name == Library ? GlooLibrary.Load() : 0);

    private enum Result
    {
        Ok = 0,
        Disconnected = 1,
        Unsupported = 3,
    }

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_connect", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial Result Connect(
        int rank, int size, string host, string networkInterface, long joinMilliseconds, long callMilliseconds, nint addresses,
        delegate* unmanaged<nint, byte*, byte*, long, long> set, delegate* unmanaged<nint, byte*, byte*, long, long> get, out nint group);

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_all_reduce")]
    private static partial Result AllReduce(Gloo group, nint data, long count, int type, int reduction);

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_broadcast")]
    private static partial Result Broadcast(Gloo group, nint data, long bytes, int from);

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_barrier")]
    private static partial Result Barrier(Gloo group);

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_close")]
    private static partial void Close(nint group);

    [LibraryImport(Library, EntryPoint = "mtldsl_gloo_error")]
    private static partial nint LastError();

    [UnmanagedCallersOnly]
    private static unsafe long SetAddress(nint addresses, byte* key, byte* value, long size) => AddressBook.At(addresses).Set(
        Marshal.PtrToStringUTF8((nint)key)!, new ReadOnlySpan<byte>(value, (int)size));

    [UnmanagedCallersOnly]
    private static unsafe long GetAddress(nint addresses, byte* key, byte* value, long capacity) => AddressBook.At(addresses).Get(
        Marshal.PtrToStringUTF8((nint)key)!, new Span<byte>(value, (int)capacity));

    // Gloo's view of the store. No exception may leave it for native code.
    private sealed class AddressBook(TcpStore store, TimeSpan timeout)
    {
        private const long Failed = -1;

        public Exception? Fault { get; private set; }

        public static AddressBook At(nint handle) => (AddressBook)GCHandle.FromIntPtr(handle).Target!;

        public long Set(string key, ReadOnlySpan<byte> value)
        {
            try
            {
                store.Set(Name(key), value.ToArray());
                return 0;
            }
            catch (Exception error)
            {
                Fault = error;
                return Failed;
            }
        }

        public long Get(string key, Span<byte> room)
        {
            try
            {
                var value = store.Get(Name(key), timeout).AsSpan();
                value[..Math.Min(value.Length, room.Length)].CopyTo(room);
                return value.Length;
            }
            catch (Exception error)
            {
                Fault = error;
                return Failed;
            }
        }

        private static string Name(string key) => $"gloo/{key}";
    }
}
