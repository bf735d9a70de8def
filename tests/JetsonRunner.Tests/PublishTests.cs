using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace JetsonRunner.Tests;

/// <summary>Which native files a program gets that is published for a board. The build is asked and nothing is built.</summary>
public sealed class PublishTests
{
    private const ushort AArch64 = 183; // EM_AARCH64, the machine in the header of an ELF file

    [SkippableFact]
    public void A_board_gets_its_ONNX_Runtime()
    {
        var library = Copied("OnnxRuntime.System", "linux-arm64")["libonnxruntime.so"];

        library.ShouldContain("/linux/arm64/");
        Skip.IfNot(File.Exists(library), "ONNX Runtime for linux-arm64 was not restored: publish the program once with -r linux-arm64.");
        Machine(library).ShouldBe(AArch64);
    }

    [SkippableFact]
    public void This_machine_gets_its_own() => Machine(Copied("OnnxRuntime.System", "linux-x64")["libonnxruntime.so"]).ShouldNotBe(AArch64);

    [SkippableTheory]
    [InlineData("OnnxRuntime.System")]
    [InlineData("MtlDsl.Deployment")]
    public void The_runtime_identifier_of_a_program_reaches_the_project(string project) =>
        Evaluate(project, "linux-arm64").GetProperty("Properties").GetProperty("IsRidAgnostic").GetString().ShouldBe("false");

    // The path in the output folder of what is copied there, and where it comes from.
    private static Dictionary<string, string> Copied(string project, string runtime) => Evaluate(project, runtime)
        .GetProperty("Items").GetProperty("None").EnumerateArray()
        .Where(item => item.TryGetProperty("CopyToOutputDirectory", out _))
        .ToDictionary(
            item => (item.TryGetProperty("Link", out var link) ? link : item.GetProperty("Identity")).GetString()!,
            item => item.GetProperty("FullPath").GetString()!);

    private static JsonElement Evaluate(string project, string runtime)
    {
        Skip.If(Environment.GetEnvironmentVariable("NativeSource") == "nuget", "With NativeSource=nuget, NuGet chooses the library.");
        Skip.IfNot(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture is Architecture.X64, "This machine is not linux-x64.");
        using var build = Process.Start(new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(Repository.Root, "src", project), "-getItem:None", "-getProperty:IsRidAgnostic",
            $"-property:RuntimeIdentifier={runtime}",
        ]) { RedirectStandardOutput = true })!;
        var answer = build.StandardOutput.ReadToEnd();
        build.WaitForExit();
        build.ExitCode.ShouldBe(0, answer);
        return JsonDocument.Parse(answer).RootElement;
    }

    private static ushort Machine(string library)
    {
        Span<byte> header = stackalloc byte[20];
        using var file = File.OpenRead(library);
        file.ReadExactly(header);
        header[..4].SequenceEqual("\u007fELF"u8).ShouldBeTrue(library);
        return BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
    }
}
