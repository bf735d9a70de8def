using Google.Protobuf;
using MtlDsl.Onnx;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Deployment.Tests;

/// <summary>A file says which graph was exported: one that somebody has rewired is refused before ONNX Runtime opens it.</summary>
public sealed class ChangedFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scales_of_a_Resize_from_another_tensor()
    {
        var path = Changed(model => model.Graph.Node.Single(node => node.OpType == "Resize").Input[2] = "colors.weight");
        Refused(path, () => NetworkSession.Load(path, RandomNetwork.Architecture));
        Refused(path, () => GraphRun.Run(path, new float[3 * 16 * 24]));
    }

    [Theory]
    [InlineData("attribute")]
    [InlineData("constant")]
    [InlineData("order")]
    [InlineData("node")]
    public void Whatever_else_is_not_as_it_was(string what)
    {
        var path = Changed(model =>
        {
            var graph = model.Graph;
            switch (what)
            {
                case "attribute":
                    graph.Node.First(node => node.OpType == "Conv").Attribute.Single(a => a.Name == "strides").Ints[0] = 1;
                    break;
                case "constant":
                    var shape = graph.Initializer.First(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Int64);
                    shape.RawData = ByteString.CopyFrom([.. shape.RawData.Select(value => (byte)(value + 1))]);
                    break;
                case "order":
                    (graph.Output[0], graph.Output[1]) = (graph.Output[1], graph.Output[0]);
                    break;
                default:
                    graph.Node.RemoveAt(graph.Node.Count - 1);
                    break;
            }
        });
        Refused(path, () => NetworkSession.Load(path, RandomNetwork.Architecture));
    }

    [Fact]
    public void A_change_that_was_meant_is_taken_without_the_fingerprint()
    {
        var path = Changed(model =>
        {
            model.Graph.Name = "touched by another tool";
            model.MetadataProps.Remove(model.MetadataProps.Single(entry => entry.Key == "mtldsl.graph"));
        });
        using var session = NetworkSession.Load(path, RandomNetwork.Architecture);
        session.Predict(RandomNetwork.Image(1)).Count.ShouldBe(5);
    }

    [Fact]
    public void Large_weights_are_no_part_of_the_graph()
    {
        var weights = new WeightTable();
        weights.Add("a.weight", new WeightTensor([256, 64, 1, 1], new float[256 * 64]));
        var graph = new OnnxGraph("large", weights, new ExportOptions());
        graph.Output(graph.Conv(graph.Input(Architecture.InputName, 64, 1, 1), "a"), "y");
        var model = ModelProto.Parser.ParseFrom(graph.Build().ToArray());
        model = ModelProto.Parser.ParseFrom(OnnxModel.Signed(model).ToArray());
        model.Graph.Initializer.Single().RawData = ByteString.CopyFrom(new byte[4 * 256 * 64 - 1].Append((byte)0x40).ToArray());
        File.WriteAllBytes(folder["large.onnx"], model.ToByteArray());

        GraphRun.Run(folder["large.onnx"], [.. Enumerable.Repeat(1f, 64)])["y"].Values[255].ShouldBe(2);
    }

    [SkippableFact]
    public void A_file_that_Python_has_read_and_written_is_the_same()
    {
        Python.Require("onnx");
        var path = Changed(_ => { });
        Python.RunLines($"import onnx; onnx.save(onnx.load('{path}'), '{path}')");
        using var session = NetworkSession.Load(path, RandomNetwork.Architecture);
        session.Predict(RandomNetwork.Image(1)).Count.ShouldBe(5);
    }

    private string Changed(Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(RandomNetwork.Export(ExportOptions.For(ExportLimits.JetPack51)).ToArray());
        change(model);
        File.WriteAllBytes(folder["network.onnx"], model.ToByteArray());
        return folder["network.onnx"];
    }

    private static void Refused(string path, Action open) => Should.Throw<InvalidDataException>(open).Message.ShouldBe(
        $"'{path}' was changed after its export: its graph is not the one that its mtldsl.graph stands for. Export it again; where the change was meant, "
        + "remove mtldsl.graph from its metadata.");
}
