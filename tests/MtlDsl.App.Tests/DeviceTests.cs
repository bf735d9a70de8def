using MtlDsl.Training;
using TorchSharp;

namespace MtlDsl.App.Tests;

/// <summary>--device on the command line.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("verify")]
    [InlineData("export")]
    [InlineData("demo")]
    public async Task A_device_that_there_is_not_is_told_with_those_that_there_are(string command)
    {
        (await program.Run(command, "--run", folder["run"], "--device", "gpu")).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("--device is gpu; it is cpu, cuda, cuda:N or mps.");
    }

    [SkippableTheory]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("demo")]
    public async Task A_device_that_is_missing_takes_one_line(string command)
    {
        Skip.If(torch.cuda.is_available(), "The device is there.");

        (await program.Run(command, "--run", folder["run"], "--device", "cuda")).ShouldBe(ExitCode.Failure);

        program.Error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldStartWith("error: The device cuda is not there: ");
        Directory.Exists(folder["run"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_exported_network_is_not_torchs_to_place()
    {
        (await program.Run("evaluate", "--onnx", folder["model.onnx"], "--device", "cpu")).ShouldBe(ExitCode.Usage);

        program.Error.ShouldContain("ONNX Runtime");
    }

    [SkippableFact]
    public async Task A_run_of_a_device_that_is_missing_goes_on_on_another()
    {
        Skip.If(torch.mps_is_available(), "The device is there.");
        var run = new RunFolder(folder["run"]);
        (await program.Run("train", "--run", run.Path, "--iterations", "2", "--device", "cpu")).ShouldBe(ExitCode.Success, program.Error);
        run.ReadSettings()!.Device.ShouldBe("cpu");
        // As it would be had an Apple computer written it.
        var bytes = File.ReadAllBytes(run.Checkpoint);
        var device = bytes.AsSpan().IndexOf("device"u8);
        "mps"u8.CopyTo(bytes.AsSpan(device + bytes.AsSpan(device).IndexOf("cpu"u8)));
        File.WriteAllBytes(run.Checkpoint, bytes);

        (await program.Run("train", "--run", run.Path, "--resume")).ShouldBe(ExitCode.Failure);
        program.Error.ShouldContain("The device mps is not there");

        (await program.Run("train", "--run", run.Path, "--resume", "--device", "cpu")).ShouldBe(ExitCode.Success, program.Error);
    }
}
