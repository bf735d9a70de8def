using System.ComponentModel;
using System.Diagnostics;

namespace MtlDsl.Distributed.Tests;

/// <summary>What tests of several processes need of the machine. What is there and does not work is a failure, not a reason to skip.</summary>
internal static class NativeTools
{
    private static readonly Lazy<bool> hasCompiler = new(() => Compile("int main() {}"));
    private static readonly Lazy<bool> hasGloo = new(() => Compile("#include <gloo/config.h>\nint main() {}"));

    /// <summary>Skips the test where there is no C++ compiler.</summary>
    public static void RequireCompiler() => Skip.IfNot(hasCompiler.Value, "There is no C++ compiler here (Debian: apt-get install g++).");

    /// <summary>Skips the test where processes cannot meet over Gloo.</summary>
    public static void RequireGloo()
    {
        RequireCompiler();
        Skip.IfNot(hasGloo.Value, "Gloo's headers are not here (Debian: apt-get install libgloo-dev).");
    }

    private static bool Compile(string source)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("c++", ["-x", "c++", "-fsyntax-only", "-"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(source);
            process.StandardInput.Close();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
