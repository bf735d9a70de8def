using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;

namespace MtlDsl.Distributed;

/// <summary>
/// The native part over Gloo. Its one source file is compiled on the machine that asks for it, against that machine's Gloo, and kept in the
/// user's cache folder: C++ libraries of two systems do not fit each other.
/// </summary>
internal static class GlooLibrary
{
    private const string Source = "mtldsl_gloo.cpp";
    private const string Remedy = "install a C++ compiler and Gloo's headers (Debian and Ubuntu: apt-get install g++ libgloo-dev)";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // All symbols are bound when the library loads, so that one that was built against another Gloo is noticed there.
    private static readonly string[] options = ["-std=c++17", "-O3", "-fPIC", "-shared", "-fvisibility=hidden", "-Wl,-z,now"];

    private static readonly Lock building = new();
    private static nint handle;

    /// <summary>The library, compiled before where this machine has not done so yet.</summary>
    /// <exception cref="PlatformNotSupportedException">It cannot be had here; the message says what to install.</exception>
    public static nint Load()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Several processes train together over Gloo, which is supported on Linux only; train in one process.");
        lock (building)
            return handle != 0 ? handle : handle = Open();
    }

    [SupportedOSPlatform("linux")]
    private static nint Open()
    {
        var source = ReadSource();
        var library = Path.Combine(CacheFolder(), $"gloo-{Fingerprint(source)}.so");
        if (NativeLibrary.TryLoad(library, out var loaded))
            return loaded;
        Compile(source, library);
        try
        {
            return NativeLibrary.Load(library);
        }
        catch (DllNotFoundException error)
        {
            throw Missing($"{library} does not load ({FirstLine(error.Message)})", error);
        }
    }

    // As the XDG base directories have it.
    private static string CacheFolder()
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return Path.GetFullPath(Path.Combine(root, "mtldsl"));
    }

    private static string ReadSource()
    {
        using var stream = typeof(GlooLibrary).Assembly.GetManifestResourceStream(Source)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A home folder may be shared by machines of other systems, and outlive a system's upgrade.
    private static string Fingerprint(string source)
    {
        var system = File.Exists("/etc/os-release") ? File.ReadAllText("/etc/os-release") : "";
        var all = string.Join('\n', [source, .. options, $"{RuntimeInformation.ProcessArchitecture}", system]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)))[..16];
    }

    // Under another name first: several ranks may compile at once, and none may load what another has half written.
    [SupportedOSPlatform("linux")]
    private static void Compile(string source, string library)
    {
        var work = Path.ChangeExtension(library, Path.GetRandomFileName());
        try
        {
            Directory.CreateDirectory(work, OwnerOnly);
            var (input, output) = (Path.Combine(work, Source), Path.Combine(work, "gloo.so"));
            File.WriteAllText(input, source);
            RunCompiler(input, output);
            File.Move(output, library, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PlatformNotSupportedException(
                $"The native part by which processes train together cannot be built in {Path.GetDirectoryName(library)} ({FirstLine(error.Message)}); name a folder that can be written to in XDG_CACHE_HOME.",
                error);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private static void RunCompiler(string input, string output)
    {
        var compiler = Environment.GetEnvironmentVariable("CXX") is { Length: > 0 } named ? named : "c++";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(compiler, [.. options, input, "-o", output, "-lgloo"]) { RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw Missing($"{compiler} could not build it ({Fault(errors)})");
        }
        catch (Win32Exception error)
        {
            throw Missing($"there is no compiler {compiler}", error);
        }
    }

    // The compiler says first where it is, then what is wrong.
    private static string Fault(string errors) =>
        errors.Split('\n').FirstOrDefault(line => line.Contains("error:", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf("error:", StringComparison.Ordinal) + "error:".Length)..].Trim()
            : FirstLine(errors);

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();

    private static PlatformNotSupportedException Missing(string what, Exception? inner = null) =>
        new($"Several processes train together over Gloo, and its native part is missing: {what}; {Remedy}.", inner);
}
