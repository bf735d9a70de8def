using System.Diagnostics;
using System.Text.Json;

namespace MtlDsl.Tests;

/// <summary>Runs a few lines of Python, to compare with a library that this machine may have.</summary>
internal static class Python
{
    private const string Interpreter = "/usr/bin/python3";

    /// <summary>Whether the modules can be imported.</summary>
    public static bool Has(string modules) => File.Exists(Interpreter) && Start($"import {modules}", "").ExitCode == 0;

    /// <summary>Runs a script that reads JSON from <c>data</c> and prints JSON.</summary>
    public static T Run<T>(string script, object data)
    {
        var (exitCode, output) = Start("import json, sys\ndata = json.load(sys.stdin)\n" + script, JsonSerializer.Serialize(data));
        exitCode.ShouldBe(0, output);
        return JsonSerializer.Deserialize<T>(output)!;
    }

    private static (int ExitCode, string Output) Start(string script, string input)
    {
        using var process = Process.Start(new ProcessStartInfo(Interpreter, ["-c", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
