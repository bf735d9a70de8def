using System.Runtime.InteropServices;
using System.Text;

namespace MtlDsl.Files;

/// <summary>What the system knows of a path and .NET does not say.</summary>
internal static partial class Paths
{
    private const int WorkingFolder = -100;
    private const uint TypeWanted = 1;
    private const int TypeMask = 0xf000, Folder = 0x4000, Regular = 0x8000;
    private const int LongestPath = 4096;

    /// <summary>
    /// Whether a path, links followed, names a pipe, a device or a socket: reading it may never end, and a file must not take its place. Only
    /// Linux is asked; other systems have theirs in places that nobody names by mistake.
    /// </summary>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            return Statx(WorkingFolder, path, 0, TypeWanted, out var status) == 0 && (status.Mode & TypeMask) is not (Folder or Regular);
        }
        catch (EntryPointNotFoundException)
        {
            // glibc has the call from 2.28 on.
            return false;
        }
    }

    /// <summary>
    /// Where a file itself lies, whichever part of its path is a link; a path without links where there is no file yet stays as it is. The kernel
    /// is asked where it can be, for .NET goes astray where a folder on the way is a link too; Windows is asked of the file alone.
    /// </summary>
    public static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        Span<byte> real = stackalloc byte[LongestPath];
        if (!OperatingSystem.IsWindows() && RealPath(full, real) != 0)
            return Encoding.UTF8.GetString(real[..real.IndexOf((byte)0)]);
        return new FileInfo(full).LinkTarget is null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, Span<byte> real);

    // The kernel's struct statx is the same on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
