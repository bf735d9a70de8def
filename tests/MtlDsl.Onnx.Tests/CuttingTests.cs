namespace MtlDsl.Onnx.Tests;

/// <summary>Networks read from files and cut out of others.</summary>
public sealed class CuttingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly OnnxModel whole = SmallNetwork.Build(new ExportOptions());

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_as_it_was_written()
    {
        whole.Save(folder["whole.onnx"]);

        var read = OnnxModel.Load(folder["whole.onnx"]);

        read.ToArray().ShouldBe(whole.ToArray());
        read.InputNames.ShouldBe([Architecture.InputName]);
        read.Batch.ShouldBe(1);
        SmallNetwork.Build(new ExportOptions { Batch = null }).Batch.ShouldBeNull();
        read.Nodes.Single(node => node.Name == "trunk.conv1").Inputs.ShouldBe([Architecture.InputName, "trunk.conv1.weight", "trunk.conv1.bias"]);
    }

    [SkippableFact]
    public void A_part_is_what_onnx_utils_extract_model_makes()
    {
        Python.Require("onnx");
        whole.Save(folder["whole.onnx"]);
        whole.WithOutputs(["seg_scores"]).Save(folder["ours.onnx"]);

        var lines = Python.RunLines(
            $"""
            import onnx, onnx.utils
            onnx.utils.extract_model("{folder["whole.onnx"]}", "{folder["theirs.onnx"]}", ["image"], ["seg_scores"])
            for name in ("ours", "theirs"):
                model = onnx.load("{folder.FullName}/" + name + ".onnx")
                onnx.checker.check_model(model, full_check=True)
                print([node.name for node in model.graph.node], sorted(tensor.name for tensor in model.graph.initializer), [o.name for o in model.graph.output])
            """).Trim().Split('\n');

        lines[0].ShouldBe(lines[1]);
        lines[0].ShouldContain("surfaces.score");
        lines[0].ShouldNotContain("vehicles");
    }

    [Fact]
    public void A_value_within_becomes_an_output()
    {
        var part = whole.WithOutputs(["trunk.conv1"]);

        part.OutputNames.ShouldBe(["trunk.conv1"]);
        part.Nodes.Select(node => node.Name).ShouldBe(["trunk.conv1"]);
        part.ConstantNames.ShouldBe(["trunk.conv1.weight", "trunk.conv1.bias"]);
    }

    [Fact]
    public void What_cannot_be_is_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => whole.WithOutputs(["seg_scores", "sky"])).Message.ShouldContain("gives 'sky'");
        Should.Throw<ArgumentException>(() => whole.WithOutputs([])).Message.ShouldContain("must have an output");
        File.WriteAllText(folder["text.onnx"], "no network");
        Should.Throw<InvalidDataException>(() => OnnxModel.Load(folder["text.onnx"])).Message.ShouldContain("text.onnx' is not an ONNX network");
        File.WriteAllText(folder["empty.onnx"], "");
        Should.Throw<InvalidDataException>(() => OnnxModel.Load(folder["empty.onnx"])).Message.ShouldContain("holds no graph");
    }
}
