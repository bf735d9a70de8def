using System.ComponentModel;
using System.Diagnostics;

namespace MtlDsl.Distributed.Tests;

/// <summary>The C++ compiler and Gloo, which tests of several processes need. What is there and does not work is a failure, not a reason to skip.</summary>
internal static class NativeTools
{
    private static readonly Lazy<bool> hasCompiler = new(() => IsCompiled("int main() {}"));
    private static readonly Lazy<bool> hasGloo = new(() => IsCompiled("#include <gloo/config.h>\nint main() {}"));

    /// <summary>Skips the test where there is no C++ compiler for Linux.</summary>
    public static void RequireCompiler() =>
        Skip.IfNot(OperatingSystem.IsLinux() && hasCompiler.Value, "There is no C++ compiler here (Debian: apt-get install g++).");

    /// <summary>Skips the test where processes cannot meet over Gloo.</summary>
    public static void RequireGloo()
    {
        RequireCompiler();
        Skip.IfNot(hasGloo.Value, "Gloo's headers are not here (Debian: apt-get install libgloo-dev).");
    }

    /// <summary>Compiles a program or, with <c>-shared</c>, a library.</summary>
    public static void Compile(string source, string output, params string[] options)
    {
        var (exitCode, errors) = Run(["-std=c++17", source, "-o", output, .. options], "");
        exitCode.ShouldBe(0, errors);
    }

    private static bool IsCompiled(string source)
    {
        try
        {
            return Run(["-x", "c++", "-fsyntax-only", "-"], source).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static (int ExitCode, string Errors) Run(string[] arguments, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("c++", arguments) { RedirectStandardInput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return (process.ExitCode, errors.GetAwaiter().GetResult());
    }
}
