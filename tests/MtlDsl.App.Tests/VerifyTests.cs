using MtlDsl.App.Verifying;
using MtlDsl.Onnx;
using MtlDsl.Training.Checkpoints;
using MtlDsl.Training.Tests;

namespace MtlDsl.App.Tests;

/// <summary>A file that does not compute what the network does is found, and the layer named.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CommandLine program = new();
    private readonly TinyNetwork network = new();

    public VerifyTests() => NetworkWeights.Save(folder["weights.safetensors"], network, 0);

    public void Dispose()
    {
        network.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task An_export_agrees_on_inputs_of_every_kind()
    {
        Export(new ModuleWeights(network));

        (await Verify()).ShouldBe(ExitCode.Success, program.Error + program.Output);

        program.Output.ShouldContain("6 edges");
        program.Output.ShouldNotContain("DIFFERS");
    }

    [Fact]
    public void Images_are_read_one_at_a_time()
    {
        MtlDsl.Imaging.ImageFile.Write(folder["a.png"], new TinyScenes(1, 0).Read(0).Image);

        var inputs = ImageInputs.Of(TinyNetwork.Description, [folder["a.png"], folder["none.png"]], CancellationToken.None);

        inputs.First().Length.ShouldBe(3 * 32 * 32);
        Should.Throw<MtlDsl.Imaging.ImageException>(() => inputs.ElementAt(1));
    }

    [Theory]
    [InlineData("confidences.weight", "confidences (Conv)")]
    [InlineData("trunk.conv2.weight", "trunk.conv2 (Conv)")]
    [InlineData("trunk.bn1.running_var", "trunk.conv1 (Conv)")]
    public async Task A_layer_with_other_weights_is_named(string weight, string expected)
    {
        Export(new Altered(new ModuleWeights(network), weight));

        (await Verify()).ShouldBe(ExitCode.Failure);

        program.Output.ShouldContain("DIFFERS");
        program.Output.ShouldContain($"The first layer that differs: {expected}");
    }

    [Fact]
    public async Task An_activation_of_another_kind_is_named()
    {
        Export(new ModuleWeights(network));
        var relu = OnnxModel.Load(folder["model.onnx"]).Nodes.First(node => node.Type == "Relu");
        OnnxBytes.Replace(folder["model.onnx"], $"{relu.Name}\"\u0004Relu", $"{relu.Name}\"\u0004Tanh");
        OnnxBytes.RemoveFingerprint(folder["model.onnx"]);

        (await Verify()).ShouldBe(ExitCode.Failure);

        program.Output.ShouldContain($"{relu.Name} (Tanh)");
        program.Output.ShouldContain("Layers before it that agree: 1, the last of them trunk.conv1.");
    }

    private Task<int> Verify() => program.Run("verify", "--weights", folder["weights.safetensors"], "--onnx", folder["model.onnx"], "--random", "1");

    private void Export(IWeights weights) => TinyNetwork.ToOnnx(weights).Save(folder["model.onnx"]);

    /// <summary>One weight is a little larger.</summary>
    private sealed class Altered(IWeights weights, string name) : IWeights
    {
        public WeightTensor this[string asked] => asked == name
            ? new WeightTensor(weights[asked].Shape, weights[asked].Values.ToArray().Select(value => value * 1.05f).ToArray())
            : weights[asked];

        public bool Contains(string asked) => weights.Contains(asked);
    }
}
