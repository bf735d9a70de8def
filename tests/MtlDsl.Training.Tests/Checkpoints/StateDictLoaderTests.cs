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

    [Theory]
    [InlineData("beside-loss.pth", "")]
    [InlineData("other-name.pth", "")]
    [InlineData("parallel.pth", "module.")]
    public void Loads_what_training_loops_and_wrappers_save(string name, string prefix)
    {
        using var module = nn.Sequential(nn.Conv2d(2, 3, 1), nn.BatchNorm2d(3));
        using var file = StateFile.Open(Fixture.Path(name));

        StateDictLoader.Load(module, file).Loaded.ShouldBe(7);

        module.state_dict()["1.running_mean"].data<float>().ToArray().ShouldBe(file[prefix + "1.running_mean"].ReadFloats());
        var weights = new StateFileWeights(file);
        weights.Contains("0.weight").ShouldBeTrue();
        weights["0.bias"].Values.ToArray().ShouldBe(file[prefix + "0.bias"].ReadFloats());
    }

    [Theory]
    [InlineData("module.trunk.", true)]
    [InlineData("backbone.", false)]
    [InlineData("model.backbone.", false)]
    public void A_trunk_is_found_behind_usual_prefixes(string prefix, bool isWhole)
    {
        using var network = new TinyNetwork();
        using var other = new TinyNetwork();
        SafeTensors.Save(folder["a.safetensors"], [
            .. other.Trunk.state_dict().Select(item => TensorStorage.ToStore(prefix + item.Key, item.Value)),
            new TensorToStore(isWhole ? "module.scores.weight" : "loss", ElementType.Float32, [1], () => new byte[4]),
        ]);
        using var file = StateFile.Open(folder["a.safetensors"]);

        StateDictLoader.LoadTrunk(network, file).Loaded.ShouldBe(12);

        network.state_dict()["trunk.conv1.weight"].data<float>().ToArray().ShouldBe(other.state_dict()["trunk.conv1.weight"].data<float>().ToArray());
    }

    [Fact]
    public void Weights_of_other_classes_are_refused_and_those_without_a_list_are_not()
    {
        using var network = new TinyNetwork();
        NetworkWeights.Save(folder["mine.safetensors"], network, iteration: 3);
        Rewrite("mine.safetensors", "exchanged.safetensors", metadata => metadata["mtldsl.Objects.classes"] = "Green Red");
        Rewrite("mine.safetensors", "older.safetensors", metadata =>
        {
            metadata.Remove("mtldsl.Objects.classes").ShouldBeTrue();
            metadata.Remove("mtldsl.Surfaces.classes").ShouldBeTrue();
        });

        NetworkWeights.Load(folder["older.safetensors"], network).IsComplete.ShouldBeTrue();
        ModelExporter.Build<TinyNetwork>(folder["older.safetensors"], new Onnx.ExportOptions());
        foreach (var use in new Action[]
        {
            () => NetworkWeights.Load(folder["exchanged.safetensors"], network),
            () => ModelExporter.Build<TinyNetwork>(folder["exchanged.safetensors"], new Onnx.ExportOptions()),
        })
        {
            var error = Should.Throw<CheckpointException>(use).Message;
            error.ShouldStartWith(folder["exchanged.safetensors"]);
            error.ShouldContain("its classes of Objects are 'Green Red', declared are 'Red Green'");
        }
    }

    [Theory]
    [InlineData("model.onnx", "it is an ONNX network")]
    [InlineData("weights.h5", "it is an HDF5 file")]
    [InlineData("notes.txt", "is it a file of another kind?")]
    public void A_file_of_another_kind_is_named(string name, string expected)
    {
        using var network = new TinyNetwork();
        TinyNetwork.ToOnnx(new ModuleWeights(network)).Save(folder["model.onnx"]);
        File.WriteAllBytes(folder["weights.h5"], [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10, 0, 0, 0, 0, 0, 8, 8, 0]);
        File.WriteAllText(folder["notes.txt"], "neither weights nor a network");

        var error = Should.Throw<CheckpointException>(() => StateFile.Open(folder[name])).Message;

        error.ShouldStartWith(folder[name]);
        error.ShouldContain(expected);
    }

    [SkippableFact]
    public void A_pipe_is_refused_and_not_waited_for()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux is asked for pipes");
        System.Diagnostics.Process.Start("mkfifo", [folder["pipe"]]).WaitForExit();

        foreach (var open in new Func<IDisposable>[]
        {
            () => StateFile.Open(folder["pipe"]), () => SafeTensors.Open(folder["pipe"]), () => PickledStateDict.Open(folder["pipe"]), () => TrainingCheckpoint.Open(folder["pipe"]),
        })
            Should.Throw<CheckpointException>(open).Message.ShouldBe($"{folder["pipe"]}: is a pipe, a device or a socket; weights are read from files only.");
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

    private void Rewrite(string from, string to, Action<Dictionary<string, string>> edit)
    {
        using var file = SafeTensors.Open(folder[from]);
        var metadata = new Dictionary<string, string>(file.Metadata);
        edit(metadata);
        SafeTensors.Save(folder[to], file.Tensors.Values.Select(tensor => new TensorToStore(tensor.Name, tensor.Type, tensor.Shape, () => tensor.ReadBytes())), metadata);
    }

    private void Save(string name, params (string Name, long[] Shape)[] tensors) => SafeTensors.Save(
        folder[name],
        tensors.Select(t => new TensorToStore(t.Name, ElementType.Float32, t.Shape, () => new byte[4 * t.Shape.Aggregate(1L, (a, b) => a * b)])));
}
