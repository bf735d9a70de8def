using MtlDsl.Models;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;

namespace JetsonRunner.Tests;

/// <summary>ONNX Runtime's library keeps a device id and a database in the user's cache folder, unless it is told not to before it is loaded.</summary>
public sealed class TelemetryTests : IDisposable
{
    private readonly Publishing programs = new();

    public void Dispose() => programs.Dispose();

    [Fact]
    public void A_program_leaves_nothing_in_a_fresh_home()
    {
        var (home, input) = (programs.Empty("home"), programs.Empty("input"));
        var network = Path.Combine(input, "network.onnx");
        using var model = new SmallAerial();
        SmallAerial.ToOnnx(new ModuleWeights(model)).Save(network);

        // The image is missing, but the network is opened before.
        var (_, said) = programs.Run("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "JetsonRunner.dll"), network, Path.Combine(input, "none.png")], home);

        said.ShouldContain("SmallAerial runs on Cpu.");
        Directory.GetFileSystemEntries(home, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
