using MtlDsl.Training.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Tests.Checkpoints;

[Collection("torch")]
public sealed class StateDictLoaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Loads_a_file_of_PyTorch_by_name()
    {
        using var module = nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3));
        using var file = StateFile.Open(Fixture.Path("module.pth"));

        var report = StateDictLoader.Load(module, file);

        report.Loaded.ShouldBe(7);
        report.IsComplete.ShouldBeTrue();
        foreach (var (name, tensor) in module.state_dict())
            if (tensor.dtype == ScalarType.Float32)
                tensor.data<float>().ToArray().ShouldBe(file[name].ReadFloats());
    }

    [Fact]
    public void A_network_comes_back_as_it_was_saved()
    {
        using var saved = new TinyNetwork();
        using var loaded = new TinyNetwork();
        NetworkWeights.Save(folder["a.safetensors"], saved, iteration: 3);

        NetworkWeights.Load(folder["a.safetensors"], loaded).Loaded.ShouldBe(saved.state_dict().Count);

        foreach (var (name, tensor) in loaded.state_dict())
            tensor.bytes.SequenceEqual(saved.state_dict()[name].bytes).ShouldBeTrue(name);
    }

    [Fact]
    public void What_is_missing_or_does_not_fit_is_named_and_nothing_is_loaded()
    {
        using var trunk = new TinyTrunk();
        Save("bad.safetensors", ("conv1.weight", [16, 3, 3, 3]), ("conv2.weight", [16, 16, 5, 5]), ("bn1.weight", [16]));
        var before = trunk.state_dict()["conv1.weight"].data<float>().ToArray();
        using var file = StateFile.Open(folder["bad.safetensors"]);

        var error = Should.Throw<CheckpointException>(() => StateDictLoader.Load(trunk, file));

        error.Message.ShouldContain("bad.safetensors");
        error.Message.ShouldContain("7 missing: bn1.bias");
        error.Message.ShouldContain("conv2.weight (16x16x5x5 instead of 16x16x3x3)");
        trunk.state_dict()["conv1.weight"].data<float>().ToArray().ShouldBe(before);
    }

    [Fact]
    public void A_classifier_is_left_out_and_counted_and_other_strangers_are_named()
    {
        using var network = new TinyNetwork();
        Save("net.safetensors",
            [.. network.Trunk.state_dict().Where(item => !item.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(item => (item.Key, item.Value.shape)),
             ("fc.weight", [10, 16]), ("fc.bias", [10]), ("classifier.1.weight", [4]), ("conv3.weight", [2])]);
        using var file = StateFile.Open(folder["net.safetensors"]);

        var report = StateDictLoader.LoadTrunk(network, file);

        report.Loaded.ShouldBe(10);
        report.LeftOut.ShouldBe(3);
        report.Unexpected.ShouldBe(["conv3.weight"]);
        report.ToString().ShouldEndWith("10 tensors loaded; 3 of the classifier left out; 1 not used: conv3.weight");
    }

    [Fact]
    public void The_trunk_of_a_whole_network_serves_too()
    {
        using var network = new TinyNetwork();
        using var other = new TinyNetwork();
        var head = other.state_dict()["scores.weight"].data<float>().ToArray();
        NetworkWeights.Save(folder["a.safetensors"], network, 1);
        using var file = StateFile.Open(folder["a.safetensors"]);

        var report = StateDictLoader.LoadTrunk(other, file);

        report.Loaded.ShouldBe(network.Trunk.state_dict().Count);
        report.HeadStages.ShouldBeEmpty();
        other.state_dict()["scores.weight"].data<float>().ToArray().ShouldBe(head);
        other.state_dict()["trunk.conv1.weight"].data<float>().ToArray().ShouldBe(network.state_dict()["trunk.conv1.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Weights_for_the_export_are_the_same_from_memory_and_file()
    {
        using var network = new TinyNetwork();
        NetworkWeights.Save(folder["a.safetensors"], network, 1);
        using var file = StateFile.Open(folder["a.safetensors"]);
        var (live, stored) = (new ModuleWeights(network), new StateFileWeights(file));

        TinyNetwork.ToOnnx(live).ToArray().ShouldBe(TinyNetwork.ToOnnx(stored).ToArray());
        live["trunk.conv1.weight"].Shape.ShouldBe([16, 3, 3, 3]);
        Should.Throw<KeyNotFoundException>(() => live["absent"]).Message.ShouldContain("'absent'");
        Should.Throw<KeyNotFoundException>(() => stored["absent"]).Message.ShouldContain("'absent'");
    }

    private void Save(string name, params (string Name, long[] Shape)[] tensors) => SafeTensors.Save(
        folder[name],
        tensors.Select(t => new TensorToStore(t.Name, ElementType.Float32, t.Shape, () => new byte[4 * t.Shape.Aggregate(1L, (a, b) => a * b)])));
}
