using MtlDsl.Onnx;

namespace MtlDsl.Deployment.Tests;

/// <summary>Weights are mapped, not read: what a network computes and what is said of a broken file stay the same.</summary>
public sealed class MappedWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_graph_without_its_weights_names_where_they_lie()
    {
        var path = Save();

        var graph = WithoutWeights(path);

        graph.Length.ShouldBeLessThan(64 << 10);
        File.WriteAllBytes(folder["graph.onnx"], graph);
        var nodes = OnnxModel.Load(folder["graph.onnx"]).Nodes;
        nodes.Select(node => node.Name).ShouldBe(OnnxModel.Load(path).Nodes.Select(node => node.Name));
    }

    [Fact]
    public void One_pass_gives_the_copy_too()
    {
        using var file = new OneWayStream(folder.Save(RandomNetwork.Export(new ExportOptions())));
        var read = NetworkFile.Read(file, "network.onnx")!;
        using var again = File.OpenRead(folder["network.onnx"]);
        var alone = NetworkFile.Read(again)!;

        read.WithoutWeights.ShouldNotBeNull();
        alone.WithoutWeights.ShouldBeNull();
        read.Fingerprint.ShouldBe(alone.Fingerprint);
        read.Metadata.ShouldBe(alone.Metadata);
        read.Metadata[NetworkMetadata.Graph].ShouldBe(read.Fingerprint);
    }

    [Fact]
    public void A_graph_that_is_large_without_weights_is_not_copied()
    {
        // A graph of nothing but a text of 64 MiB of zeros.
        var file = new byte[(64 << 20) + 10];
        ((ReadOnlySpan<byte>)[0x3a, 0x85, 0x80, 0x80, 0x20, 0x52, 0x80, 0x80, 0x80, 0x20]).CopyTo(file);

        var read = NetworkFile.Read(new MemoryStream(file), "network.onnx");

        read.ShouldNotBeNull().WithoutWeights.ShouldBeNull();
    }

    [SkippableFact]
    public void Pythons_ONNX_reads_the_weights_from_there()
    {
        Python.Require("onnx");
        var path = Save();
        Directory.CreateDirectory(folder["graph"]);
        File.WriteAllBytes(folder["graph/graph.onnx"], WithoutWeights(path));
        File.Copy(path, folder["graph/network.onnx"]);

        Python.RunLines(
            $"""
            import onnx
            from onnx import numpy_helper
            whole, graph = (onnx.load("{folder["graph"]}/" + name + ".onnx") for name in ("network", "graph"))
            onnx.checker.check_model(graph)
            for a, b in zip(whole.graph.initializer, graph.graph.initializer):
                assert (numpy_helper.to_array(a) == numpy_helper.to_array(b)).all(), a.name
            print(len(whole.graph.initializer))
            """).Trim().ShouldBe("4");
    }

    [Fact]
    public void It_computes_what_the_weights_say()
    {
        var output = GraphRun.Run(Save(), [1, 2, 3])["y"].Values;

        // A row of the second weights is a constant, of the first all ones: 3 inputs, 64 values between.
        output[0].ShouldBe(0);
        output[17].ShouldBe(17 * 64 * 6);
    }

    [Theory]
    [InlineData("link.onnx")]
    [InlineData("link of a link.onnx")]
    [InlineData("names/link.onnx")]
    [InlineData("linked names/link.onnx")]
    public void A_link_leads_to_the_file(string link)
    {
        Directory.CreateDirectory(folder["versions/1/files"]);
        Directory.CreateDirectory(folder["versions/1/names"]);
        File.Move(Save(), folder["versions/1/files/0a1b"]);
        File.CreateSymbolicLink(folder["versions/1/names/link.onnx"], "../files/0a1b");
        Directory.CreateSymbolicLink(folder["linked names"], "versions/1/names");
        Directory.CreateSymbolicLink(folder["names"], folder["versions/1/names"]);
        File.CreateSymbolicLink(folder["link.onnx"], folder["versions/1/files/0a1b"]);
        File.CreateSymbolicLink(folder["link of a link.onnx"], "link.onnx");

        GraphRun.Run(folder[link], [1, 2, 3])["y"].Values[17].ShouldBe(17 * 64 * 6);
    }

    [Fact]
    public void A_link_to_something_else_is_refused_by_its_own_name()
    {
        File.WriteAllText(folder["text"], "no network");
        File.CreateSymbolicLink(folder["link.onnx"], "text");
        Should.Throw<InvalidDataException>(() => GraphRun.Run(folder["link.onnx"], [1, 2, 3])).Message
            .ShouldStartWith($"'{folder["link.onnx"]}' is not an ONNX network that can be run here: ");
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.999)]
    public void A_file_that_ends_too_soon_is_refused(double share)
    {
        var path = Save();
        using (var file = File.OpenWrite(path))
            file.SetLength((long)(file.Length * share));

        Should.Throw<InvalidDataException>(() => GraphRun.Run(path, [1, 2, 3])).Message.ShouldContain("network.onnx' is not an ONNX network");
    }

    private static byte[] WithoutWeights(string path)
    {
        using var stream = File.OpenRead(path);
        return NetworkFile.Read(stream, Path.GetFileName(path))!.WithoutWeights!;
    }

    private string Save()
    {
        var weights = new WeightTable();
        weights.Add("a.weight", new WeightTensor([64, 3, 1, 1], Enumerable.Repeat(1f, 64 * 3).ToArray()));
        weights.Add("a.bias", new WeightTensor([64], new float[64]));
        weights.Add("b.weight", new WeightTensor([256, 64, 1, 1], Enumerable.Range(0, 256 * 64).Select(i => (float)(i / 64)).ToArray()));
        weights.Add("b.bias", new WeightTensor([256], new float[256]));
        var graph = new OnnxGraph("mapped", weights, new ExportOptions());
        graph.Output(graph.Conv(graph.Conv(graph.Input(Architecture.InputName, 3, 1, 1), "a"), "b"), "y");
        return folder.Save(graph.Build());
    }

    /// <summary>A file that cannot be gone through twice.</summary>
    private sealed class OneWayStream(string path) : FileStream(path, FileMode.Open, FileAccess.Read)
    {
        public override long Seek(long offset, SeekOrigin origin) =>
            origin == SeekOrigin.Current && offset >= 0 ? base.Seek(offset, origin) : throw new NotSupportedException();
    }
}
