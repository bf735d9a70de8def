using System.Diagnostics;

namespace MtlDsl.Onnx.Tests;

/// <summary>Runs operators.py, where there is a Python with PyTorch and ONNX: MTLDSL_PYTHON, else Debian's.</summary>
internal static class Python
{
    public static string Run(params string[] arguments)
    {
        var python = Environment.GetEnvironmentVariable("MTLDSL_PYTHON") ?? "/usr/bin/python3";
        Skip.IfNot(File.Exists(python), $"There is no {python}.");
        Skip.IfNot(Start(python, "-c", "import torch, onnx").ExitCode == 0, $"{python} has no torch or no onnx.");

        var (exitCode, output, error) = Start(python, [Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.py"), .. arguments]);
        exitCode.ShouldBe(0, error);
        return output;
    }

    private static (int ExitCode, string Output, string Error) Start(string python, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
