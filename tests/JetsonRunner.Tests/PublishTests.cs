using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MtlDsl.Imaging;
using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Vision;

namespace JetsonRunner.Tests;

/// <summary>What is published for boards, and for this machine without .NET.</summary>
public sealed class PublishTests(Publishing publishing) : IClassFixture<Publishing>
{
    private const ushort AArch64 = 183; // EM_AARCH64, the machine in the header of an ELF file

    [SkippableFact]
    public void A_board_gets_a_program_that_needs_nothing_and_nothing_for_another_processor()
    {
        var folder = Published("JetsonRunner", "arm64", "-r", "linux-arm64", "--self-contained");

        var native = Directory.GetFiles(folder).Where(IsElf).ToList();
        native.Select(Path.GetFileName).ShouldContain("JetsonRunner");
        native.Select(Path.GetFileName).ShouldContain("libonnxruntime.so");
        native.Select(Path.GetFileName).ShouldContain("libcoreclr.so");
        foreach (var file in native)
            Machine(file).ShouldBe(AArch64, file);
        // ONNX Runtime's own props bring the library for Windows along.
        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldNotContain("onnxruntime.dll");

        Skip.IfNot(Publishing.Has("qemu-aarch64-static"), "The files are right; to start them install qemu-user-static.");
        Skip.IfNot(Directory.Exists("/usr/aarch64-linux-gnu"), "The files are right; to start them install libc6-arm64-cross and libstdc++6-arm64-cross.");
        var (exitCode, said) = publishing.Run("qemu-aarch64-static", ["-L", "/usr/aarch64-linux-gnu", Path.Combine(folder, "JetsonRunner"), "--help"]);
        exitCode.ShouldBe(0, said);
        said.ShouldContain("Run the exported network SmallAerial");
    }

    [SkippableFact]
    public void A_library_that_the_owner_names_takes_the_place_of_the_packages()
    {
        var library = Path.Combine(publishing.Empty("own"), "libonnxruntime.so.1.31.1");
        File.WriteAllText(library, "the owner's");

        var folder = Published("JetsonRunner", "named", "-r", "linux-arm64", $"-p:OnnxRuntimeLibrary={library}");

        Directory.GetFiles(folder, "*onnxruntime*", SearchOption.AllDirectories).Select(Path.GetFileName)
            .Where(name => !name!.StartsWith("Microsoft", StringComparison.Ordinal)).ShouldBe(["libonnxruntime.so"]);
        File.ReadAllText(Path.Combine(folder, "libonnxruntime.so")).ShouldBe("the owner's");
        File.ReadAllText(Path.Combine(folder, "JetsonRunner.deps.json")).ShouldNotContain("libonnxruntime");
    }

    [Fact]
    public void A_library_that_is_not_there_is_named()
    {
        var (_, fault) = publishing.Publish("JetsonRunner", "missing", "-r", "linux-arm64", "-p:OnnxRuntimeLibrary=/none/libonnxruntime.so");
        fault.ShouldNotBeNull().ShouldContain("There is no ONNX Runtime at '/none/libonnxruntime.so': correct OnnxRuntimeLibrary.");
    }

    [SkippableFact]
    public void One_program_without_dotnet_finds_what_the_other_finds_and_reports_to_nobody()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Which linker there is, is known here for Linux.");
        Skip.IfNot(Publishing.Has("clang") || Publishing.Has("gcc"), "There is no linker: install clang or gcc, and zlib's headers.");
        string[] linker = Publishing.Has("clang") ? [] : ["-p:CppCompilerAndLinker=gcc"];

        var folder = Published("JetsonRunner", "aot", ["-r", $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "-p:Aot=true", .. linker]);

        Directory.GetFiles(folder).Select(Path.GetFileName).ShouldNotContain("JetsonRunner.dll");
        var (network, image) = Prepared(publishing.Empty("input"));
        var home = publishing.Empty("home");
        var native = publishing.Run(Path.Combine(folder, "JetsonRunner"), [network, image, "--json", "-", "--score", "0"], home);
        var managed = publishing.Run("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "JetsonRunner.dll"), network, image, "--json", "-", "--score", "0"], home);
        native.ExitCode.ShouldBe(0, native.Said);
        Line(native.Said).ShouldBe(Line(managed.Said));
        Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [SkippableFact]
    public void The_program_for_CUDA_is_built_with_its_providers()
    {
        var (folder, fault) = publishing.Publish("Inference", "cuda", "-r", "linux-x64", "-p:Device=cuda");
        Skip.If(fault?.Contains("NU1") == true, $"The package Microsoft.ML.OnnxRuntime.Gpu cannot be restored here: {fault}");
        fault.ShouldBeNull();

        var files = Directory.GetFiles(folder).Select(Path.GetFileName).ToList();
        files.ShouldContain("libonnxruntime.so");
        files.ShouldContain("libonnxruntime_providers_cuda.so");
        files.ShouldContain("libonnxruntime_providers_tensorrt.so");
        files.ShouldNotContain(file => file!.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private string Published(string project, string name, params string[] arguments)
    {
        var (folder, fault) = publishing.Publish(project, name, arguments);
        Skip.If(fault?.Contains("NU1") == true, $"What it needs cannot be restored here: {fault}");
        fault.ShouldBeNull();
        return folder;
    }

    private static (string Network, string Image) Prepared(string folder)
    {
        var (network, image) = (Path.Combine(folder, "network.onnx"), Path.Combine(folder, "image.png"));
        using var model = new SmallAerial();
        SmallAerial.ToOnnx(new ModuleWeights(model)).Save(network);
        var pixels = new RgbImage(160, 120);
        new Random(1).NextBytes(pixels.Pixels);
        ImageFile.Write(image, pixels);
        return (network, image);
    }

    private static string Line(string said) => said.Split('\n').Single(line => line.StartsWith("{\"image\"", StringComparison.Ordinal));

    private static bool IsElf(string file)
    {
        Span<byte> header = stackalloc byte[4];
        using var stream = File.OpenRead(file);
        return stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && header.SequenceEqual("\u007fELF"u8);
    }

    private static ushort Machine(string file)
    {
        Span<byte> header = stackalloc byte[20];
        using var stream = File.OpenRead(file);
        stream.ReadExactly(header);
        return BinaryPrimitives.ReadUInt16LittleEndian(header[18..]);
    }
}
