using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtlDsl.Training.Checkpoints;
using TorchSharp;

namespace MtlDsl.Training.Recording;

/// <summary>What a run ran on, so that it can be run again and its figures be compared.</summary>
/// <param name="Started">When the process began to train.</param>
/// <param name="Iteration">Steps done before it did; 0 for a run from its beginning.</param>
/// <param name="MtlDsl">Version of MtlDsl.</param>
/// <param name="DotNet">Version of .NET.</param>
/// <param name="LibTorch">Version of libtorch, or of TorchSharp where that brings it.</param>
/// <param name="System">The operating system.</param>
/// <param name="Processor">The processor.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Threads">Threads that compute.</param>
/// <param name="MemoryGB">Memory that the process may use, in decimal gigabytes.</param>
/// <param name="CommandLine">The command line.</param>
/// <param name="Folder">The working folder.</param>
/// <param name="Commit">The git commit that is checked out there; null where there is none.</param>
public sealed record RunEnvironment(
    DateTimeOffset Started, int Iteration, string MtlDsl, string DotNet, string LibTorch, string System, string Processor, int Processors,
    int Threads, double MemoryGB, IReadOnlyList<string> CommandLine, string Folder, string? Commit)
{
    /// <summary>This process.</summary>
    /// <param name="iteration">Steps done.</param>
    public static RunEnvironment Current(int iteration) => new(
        DateTimeOffset.UtcNow,
        iteration,
        typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        Environment.Version.ToString(),
        torch.__version__,
        $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}",
        ProcessorName(),
        Environment.ProcessorCount,
        torch.get_num_threads(),
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9, 1),
        Environment.GetCommandLineArgs(),
        Environment.CurrentDirectory,
        GitCommit.Of(Environment.CurrentDirectory));

    /// <summary>Adds this process to those that a run ran in; a run that begins anew forgets the earlier ones.</summary>
    /// <param name="folder">Where the run is kept.</param>
    /// <exception cref="CheckpointException">The file cannot be written.</exception>
    public void Save(RunFolder folder) => AtomicFile.Write(
        folder.Environment, JsonSerializer.Serialize([.. Iteration > 0 ? Load(folder) : [], this], EnvironmentContext.Default.RunEnvironmentArray));

    /// <summary>The processes that a run ran in; none where nothing, or nothing readable, was kept of them.</summary>
    public static IReadOnlyList<RunEnvironment> Load(RunFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(folder.Environment), EnvironmentContext.Default.RunEnvironmentArray) ?? [];
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            return [];
        }
    }

    private static string ProcessorName()
    {
        const string list = "/proc/cpuinfo";
        // x86 names the model; arm64 boards say what they are in the device tree.
        var model = File.Exists(list)
            ? File.ReadLines(list).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        const string board = "/proc/device-tree/model";
        return model ?? (File.Exists(board) ? File.ReadAllText(board).TrimEnd('\0') : RuntimeInformation.ProcessArchitecture.ToString());
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunEnvironment[]))]
internal sealed partial class EnvironmentContext : JsonSerializerContext;
