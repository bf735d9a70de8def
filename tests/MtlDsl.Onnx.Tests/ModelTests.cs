using Microsoft.ML.OnnxRuntime;
using MtlDsl.Onnx.Format;
using MtlDsl.Vision;

namespace MtlDsl.Onnx.Tests;

/// <summary>What is in a finished file.</summary>
public sealed class ModelTests
{
    private static GraphProto Parse(OnnxModel model) => ModelProto.Parser.ParseFrom(model.ToArray()).Graph;

    [Fact]
    public void Outputs_are_named_and_ordered_as_declared()
    {
        var model = SmallNetwork.Build(new ExportOptions { Opset = 13 });
        model.OutputNames.ShouldBe(["seg_scores", "mbox_conf_out", "mbox_location_out"]);
        model.Opset.ShouldBe(13);

        var outputs = Runtime.Run(model, new float[3 * 8 * 8], 1, 3, 8, 8);
        outputs.Select(output => (output.Key, string.Join('x', output.Value.Shape)))
            .ShouldBe([("seg_scores", "1x2x8x8"), ("mbox_conf_out", "1x32x2"), ("mbox_location_out", "1x32x4")]);
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes() =>
        SmallNetwork.Build(new ExportOptions()).ToArray().ShouldBe(SmallNetwork.Build(new ExportOptions()).ToArray());

    [Fact]
    public void Nodes_are_named_after_their_weights() =>
        Parse(SmallNetwork.Build(new ExportOptions())).Node.Select(node => $"{node.OpType} {node.Name}").ShouldBe(
        [
            "Conv trunk.conv1", "Relu trunk.conv1.relu",
            "Conv surfaces.score", "MatMul surfaces.score.resize.rows", "MatMul surfaces.score.resize",
            "Conv vehicles.conf", "Transpose vehicles.conf.transpose", "Reshape vehicles.conf.rows",
            "Conv vehicles.loc", "Transpose vehicles.loc.transpose", "Reshape vehicles.loc.rows",
        ]);

    [Fact]
    public void A_convolution_used_twice_keeps_its_weights_once()
    {
        var graph = new OnnxGraph("twice", new WeightTable().Add("c.weight", 3, 3, 1, 1), new ExportOptions());
        graph.Output(graph.Conv(graph.Conv(graph.Input("x", 3, 2, 2), "c"), "c"), "y");
        var proto = Parse(graph.Build());
        proto.Initializer.Count.ShouldBe(1);
        proto.Node.Select(node => node.Name).ShouldBe(["c", "c_2"]);
    }

    [Fact]
    public void A_folded_norm_differs_from_the_same_convolution_without()
    {
        var graph = new OnnxGraph("folded", new WeightTable().Add("c.weight", 3, 3, 1, 1).AddNorm("n", 3), new ExportOptions());
        var x = graph.Input("x", 3, 2, 2);
        graph.Output(graph.Add(graph.Conv(x, "c"), graph.Conv(x, "c", "n")), "y");
        Parse(graph.Build()).Initializer.Select(tensor => tensor.Name).ShouldBe(["c.weight", "c.weight_2", "c.bias"]);
    }

    [Fact]
    public void The_file_describes_its_network()
    {
        using var session = new InferenceSession(SmallNetwork.Build(new ExportOptions { Licence = "MIT" }).ToArray());
        session.ModelMetadata.ProducerName.ShouldBe("MtlDsl");
        var metadata = session.ModelMetadata.CustomMetadataMap;
        metadata["mtldsl.graph"].ShouldMatch("^[0-9a-f]{64}$");
        metadata.Where(entry => entry.Key != "mtldsl.graph").ShouldBe(
            new Dictionary<string, string>
            {
                ["mtldsl.model"] = "Small",
                ["mtldsl.input"] = "8x8",
                ["mtldsl.channels"] = "RGB",
                ["mtldsl.mean"] = "123.675 116.28 103.53",
                ["mtldsl.deviation"] = "58.395 57.12 57.375",
                ["mtldsl.heads"] = "Surfaces Vehicles",
                ["mtldsl.Surfaces.kind"] = "segmentation",
                ["mtldsl.Surfaces.outputs"] = "seg_scores",
                ["mtldsl.Surfaces.classes"] = "Road Grass",
                ["mtldsl.Surfaces.colors"] = "#804080 #00ff00",
                ["mtldsl.Vehicles.kind"] = "detection",
                ["mtldsl.Vehicles.outputs"] = "mbox_conf_out mbox_location_out",
                ["mtldsl.Vehicles.classes"] = "Car",
                ["mtldsl.Vehicles.colors"] = "#ff0000",
                ["mtldsl.Vehicles.defaultBoxes"] = """[{"columns":4,"rows":4,"stride":[0.25,0.25],"shapes":[[0.2,0.3],[0.3,0.2]]}]""",
                ["mtldsl.Vehicles.variances"] = "0.1 0.2",
                ["mtldsl.form.image"] = "planes",
                ["mtldsl.form.scores"] = "scores",
                ["mtldsl.form.maps"] = "scores",
                ["mtldsl.form.boxes"] = "offsets",
                ["mtldsl.form.suppression"] = "none",
                ["mtldsl.version"] = typeof(OnnxModel).Assembly.GetName().Version!.ToString(3),
                ["mtldsl.reader"] = "ONNX Runtime",
                ["mtldsl.licence"] = "MIT",
            },
            ignoreOrder: true);
    }

    [Theory]
    [InlineData(11, 6)]
    [InlineData(13, 7)]
    [InlineData(17, 8)]
    public void The_format_is_of_the_operator_sets_age(int opset, long irVersion) =>
        ModelProto.Parser.ParseFrom(SmallNetwork.Build(new ExportOptions { Opset = opset }).ToArray()).IrVersion.ShouldBe(irVersion);

    [Fact]
    public void An_open_batch_is_named()
    {
        var proto = Parse(SmallNetwork.Build(new ExportOptions { Batch = null }));
        proto.Input.Concat(proto.Output).Select(port => port.Type.TensorType.Shape.Dim[0].DimParam).Distinct().ShouldBe(["N"]);
    }

    [Fact]
    public void A_graph_that_is_not_the_declared_network_is_refused()
    {
        var architecture = SmallNetwork.Architecture;
        Refused(architecture with { Heads = [architecture.Heads[1], architecture.Heads[0]] }).ShouldBe(
            "Small has the outputs seg_scores, mbox_conf_out, mbox_location_out; Small declares mbox_conf_out, mbox_location_out, seg_scores.");
        Refused(architecture with { Input = new PixelSize(9, 8) }).ShouldBe("The input 'image' of Small is 3x8x8; Small declares 3x8x9.");
        Refused(architecture with
        {
            Heads = [new SegmentationHead("Surfaces", [new("Road", default)], "seg_scores"), architecture.Heads[1]],
        }).ShouldBe("The output 'seg_scores' of Small is 2x8x8; Small declares 1x?x?.");

        static string Refused(Architecture architecture) =>
            Should.Throw<InvalidOperationException>(() => SmallNetwork.Graph(new ExportOptions()).Build(architecture)).Message;
    }

    [Fact]
    public void Weights_beyond_one_file_are_refused_with_the_reason()
    {
        var graph = new OnnxGraph("large", new WeightTable().Add("c.weight", 1000, 1000, 1, 1), new ExportOptions()) { SizeLimit = 2_000_000 };
        graph.Output(graph.Conv(graph.Input("x", 1000, 1, 1), "c"), "y");
        Should.Throw<InvalidOperationException>(() => graph.Build()).Message
            .ShouldBe("large cannot be written: its weights take 4 MB and one ONNX file holds 2 MB.");
    }

    [Fact]
    public void Saving_replaces_the_file_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder["network.onnx"];
        File.WriteAllText(path, "old");
        var model = SmallNetwork.Build(new ExportOptions());
        model.Save(path);
        File.ReadAllBytes(path).ShouldBe(model.ToArray());
        Directory.GetFileSystemEntries(folder.FullName).ShouldBe([path]);
    }

    [Fact]
    public void Saving_that_fails_leaves_what_was_there()
    {
        using var folder = new TemporaryFolder();
        var model = SmallNetwork.Build(new ExportOptions());
        var occupied = folder["network.onnx"];
        Directory.CreateDirectory(occupied);
        Should.Throw<IOException>(() => model.Save(occupied)).Message.ShouldSatisfyAllConditions(
            message => message.ShouldStartWith($"'{occupied}' cannot be written: "), message => message.ShouldNotContain(".writing"));
        Directory.GetFileSystemEntries(folder.FullName).ShouldBe([occupied]);

        var missing = folder[Path.Combine("none", "network.onnx")];
        Should.Throw<DirectoryNotFoundException>(() => model.Save(missing)).Message.ShouldStartWith($"'{missing}' cannot be written: there is no folder");
    }

    [SkippableFact]
    public void A_folder_that_takes_no_files_is_named()
    {
        Skip.IfNot(Directory.Exists("/proc"), "no folder that takes no files");

        Should.Throw<IOException>(() => SmallNetwork.Build(new ExportOptions()).Save("/proc/network.onnx")).Message
            .ShouldBe("'/proc/network.onnx' cannot be written: no file can be made in '/proc'.");
    }
}
