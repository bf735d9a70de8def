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
    /// Where a file itself lies, at the end of all links. The kernel is asked where it can be: .NET goes astray where a folder on the way is a
    /// link too.
    /// </summary>
    public static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null)
            return full;
        var real = new byte[LongestPath];
        return !OperatingSystem.IsWindows() && RealPath(full, real) != 0
            ? Encoding.UTF8.GetString(real.AsSpan(0, Array.IndexOf(real, (byte)0)))
            : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint wanted, out Status status);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint RealPath(string path, [Out] byte[] real);

    // The kernel's struct statx is the same on all processors.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Status
    {
        [FieldOffset(28)]
        public ushort Mode;
    }
}
