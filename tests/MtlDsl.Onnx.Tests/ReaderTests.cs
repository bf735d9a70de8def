using System.Text.Json;
using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx.Tests;

/// <summary>What is written for a runtime is what that runtime reads.</summary>
public sealed class ReaderTests
{
    private static readonly ExportLimits[] Readers = [.. ExportLimits.JetPacks, ExportLimits.OnnxRuntime];

    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.json"))).RootElement;

    public static TheoryData<string> Runtimes { get; } = new(Readers.Select(reader => reader.Runtime));

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void Every_layer_gives_what_PyTorch_gives(string runtime)
    {
        foreach (var name in OperatorCases.Names)
        {
            var @case = OperatorCases.Get(name);
            var model = @case.Build(ExportOptions.For(Reader(runtime)) with { Batch = OperatorCase.Images }).Model;
            var (_, values) = Runtime.Run(model, @case.Input, OperatorCase.Images, @case.Channels, @case.Height, @case.Width)["y"];
            values.ShouldBe(Expected.GetProperty(name).GetProperty("values").EnumerateArray().Select(value => value.GetSingle()), 1e-5, name);
        }
    }

    [Theory]
    [InlineData(7, 5, 19, 5)]
    [InlineData(7, 5, 7, 300)]
    [InlineData(10, 10, 19, 19)]
    [InlineData(19, 19, 300, 300)]
    [InlineData(19, 19, 10, 7)]
    [InlineData(1, 1, 5, 4)]
    public void Enlarging_without_centres_is_as_with_them(int height, int width, int toHeight, int toWidth)
    {
        var image = Synthetic.Values("x", 1, 3, height, width);
        var plain = Enlarge(ExportLimits.JetPack461);
        Parse(plain).Node.Select(node => node.OpType).ShouldBe(["Resize"]);
        var products = Enlarge(ExportLimits.JetPack44);
        Parse(products).Node.ShouldAllBe(node => node.OpType == "MatMul");
        Run(products).ShouldBe(Run(plain), 1e-5);

        OnnxModel Enlarge(ExportLimits reader)
        {
            var graph = new OnnxGraph("enlarge", new WeightTable(), ExportOptions.For(reader));
            graph.Output(graph.ResizeBilinear(graph.Input("x", 3, height, width), toHeight, toWidth), "y");
            return graph.Build();
        }

        float[] Run(OnnxModel model) => Runtime.Run(model, image, 1, 3, height, width)["y"].Values;
    }

    [Fact]
    public void A_board_gets_the_newest_operator_set_that_it_reads() =>
        BoardProfile.All.Select(board => ExportOptions.For(board.Board).Opset).ShouldBe([11, 13, 13, 13, 17, 17, 17, 17, 17, 17, 11]);

    [Fact]
    public void What_a_runtime_does_not_read_is_refused_with_the_reason()
    {
        var (old, older) = (ExportOptions.For(ExportLimits.JetPack44), ExportOptions.For(ExportLimits.JetPack62));
        var (nano, xavier, orin) = (ExportOptions.For(Board.JetsonNano), ExportOptions.For(Board.JetsonXavier), ExportOptions.For(Board.JetsonOrin));
        var suppressed = new NetworkForm { Suppression = new SuppressionForm() };
        Refused(nano with { Opset = 14 }).ShouldBe("TensorRT 8.2 (JetPack 4.6.1) does not read operator set 14; its newest is 13.");
        Refused(old with { Batch = null }).ShouldBe("TensorRT 7.1 (JetPack 4.4) does not read an open number of images: fix the batch.");
        Refused(xavier with { Form = new NetworkForm { Image = ImageForm.Pixels } })
            .ShouldBe("TensorRT 8.5 (JetPack 5.1) does not read images as uint8: give it normalised planes.");
        Refused(nano with { Form = suppressed })
            .ShouldBe("TensorRT 8.2 (JetPack 4.6.1) does not read NonMaxSuppression: leave the suppression to the program.");
        Refused(older with { Form = new NetworkForm { Suppression = new SuppressionForm(Best: 4000) } })
            .ShouldBe("TensorRT 10.3 (JetPack 6.2) does not read a TopK of 4000; its largest is 3839.");
        (orin with { Form = new NetworkForm { Suppression = new SuppressionForm(Best: 4000) } }).Obstacle.ShouldBeNull();
        (xavier with { Form = suppressed }).Obstacle.ShouldBeNull();
        (nano with { Batch = null, Form = new NetworkForm { ClassIndices = true, Probabilities = true, Corners = true } }).Obstacle.ShouldBeNull();

        static string Refused(ExportOptions options)
        {
            var message = Should.Throw<NotSupportedException>(() => SmallNetwork.Build(options)).Message;
            message.ShouldStartWith("Small cannot be written: ");
            return message["Small cannot be written: ".Length..];
        }
    }

    [Theory]
    [InlineData("Mod", "TensorRT 8.2 (JetPack 4.6.1)")]
    [InlineData("Madness", "TensorRT 11.4 (JetPack 7.2.2)")]
    public void An_operator_that_the_runtime_does_not_know_is_refused(string type, string runtime)
    {
        var graph = new OnnxGraph("own", new WeightTable(), ExportOptions.For(Reader(runtime)));
        graph.Output(graph.Operator(type, "layer.own", [graph.Input("x", 3, 2, 2).Name!], [3, 2, 2]), "y");
        Should.Throw<NotSupportedException>(() => graph.Build()).Message
            .ShouldBe($"own cannot be written: layer.own is the operator {type}, which {runtime} does not read.");
    }

    [Fact]
    public void Whole_numbers_that_would_be_cut_are_refused()
    {
        Build(ExportLimits.JetPack61).OutputNames.ShouldBe(["y"]);
        Should.Throw<NotSupportedException>(() => Build(ExportLimits.JetPack51)).Message
            .ShouldBe("own cannot be written: sizes holds whole numbers beyond 32 bits, which TensorRT 8.5 (JetPack 5.1) does not read.");

        static OnnxModel Build(ExportLimits reader)
        {
            var graph = new OnnxGraph("own", new WeightTable(), ExportOptions.For(reader));
            var sizes = graph.Constant("sizes", [0, 3, 2, 1L << 40]);
            graph.Output(graph.Operator("Reshape", "own", [graph.Input("x", 3, 2, 2).Name!, sizes], [3, 2, 2]), "y");
            return graph.Build();
        }
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void Nothing_is_in_a_file_that_its_outputs_do_not_need(string runtime)
    {
        var graph = new OnnxGraph("tidy", new WeightTable().Add("used.weight", 2, 3, 1, 1).Add("unused.weight", 4, 3, 1, 1), ExportOptions.For(Reader(runtime)));
        var x = graph.Input("x", 3, 4, 4);
        graph.Relu(graph.Conv(x, "unused"));
        var used = graph.Conv(x, "used");
        graph.Output(used, "y");
        graph.Output(graph.Relu(used), "z");
        graph.Output(used, "again");
        graph.Output(x, "same");
        var model = graph.Build();

        var proto = Parse(model);
        proto.Node.Select(node => $"{node.OpType} {node.Name}: {string.Join(' ', node.Input)} -> {node.Output[0]}").ShouldBe(
            ["Conv used: x used.weight -> y", "Relu used.relu: y -> z", "Identity again: y -> again", "Identity same: x -> same"]);
        proto.Initializer.Select(tensor => tensor.Name).ShouldBe(["used.weight"]);
        Runtime.Run(model, Synthetic.Values("x", 1, 3, 4, 4), 1, 3, 4, 4).Keys.ShouldBe(["y", "z", "again", "same"]);
    }

    [Fact]
    public void A_form_needs_the_declared_network() =>
        Should.Throw<InvalidOperationException>(() => SmallNetwork.Graph(new ExportOptions { Form = new NetworkForm { Corners = true } }).Build()).Message
            .ShouldBe("Small cannot be written: what its outputs are, which the form asks for, only a declared network says.");

    [Fact]
    public void The_page_has_every_JetPack()
    {
        var table = new System.Text.StringBuilder(
            """
            | `--jetpack` | boards | TensorRT | operator sets to | Resize | int64 | uint8 input | NonMaxSuppression | TopK | ONNX Runtime's packages |
            | :--- | :--- | :--- | ---: | :--- | :--- | :--- | :--- | :--- | :--- |

            """.ReplaceLineEndings("\n"));
        foreach (var reader in ExportLimits.JetPacks)
            table.Append($"| {reader.JetPack} | {Boards(reader)} | {reader.Runtime["TensorRT ".Length..].Split(" (")[0]} | {reader.NewestOpset} "
                + $"| {(reader.HalfPixelResize ? "about centres" : "asymmetric only")} | {(reader.Int64 ? "yes" : "as int32")} | {Yes(reader.ByteInput)} "
                + $"| {Yes(reader.NonMaxSuppression)} | {(reader.LargestTopK == int.MaxValue ? "yes" : $"to {reader.LargestTopK}")} "
                + $"| {(reader.LoadsOnnxRuntime ? "yes" : $"no: glibc {reader.Glibc}")} |\n");
        GeneratedDocument.Hold("docs/export.md", "jetpacks", table.ToString());

        static string Yes(bool value) => value ? "yes" : "no";

        // The families, as the boards of one get the same.
        static string Boards(ExportLimits reader) => string.Join(", ", new[] { ("TX1, TX2, Nano", Board.JetsonTX1), ("Xavier", Board.JetsonXavier), ("Orin", Board.JetsonOrin), ("Thor", Board.JetsonThor) }
            .Where(family => BoardProfile.Of(family.Item2).JetPacks.Contains(reader)).Select(family => family.Item1));
    }

    [Fact]
    public void What_JetPack_4_has_is_too_old_for_the_packages_of_ONNX_Runtime_and_TensorRT_11_is_strongly_typed()
    {
        ExportLimits.JetPacks.Where(limits => !limits.LoadsOnnxRuntime).Select(limits => limits.JetPack).ShouldBe(["4.4", "4.6", "4.6.1"]);
        ExportLimits.JetPacks.Where(limits => limits.IsStronglyTyped).Select(limits => limits.JetPack).ShouldBe(["7.2", "7.2.2"]);
        BoardProfile.Of(Board.JetsonOrin).JetPacks.Select(limits => limits.JetPack).ShouldBe(["5.1", "6.0", "6.1", "6.2", "7.2", "7.2.2"]);
        BoardProfile.Of(Board.JetsonThor).JetPacks.Select(limits => limits.JetPack).ShouldBe(["7.0", "7.1", "7.2", "7.2.2"]);
    }

    private static ExportLimits Reader(string runtime) => Readers.Single(reader => reader.Runtime == runtime);

    private static GraphProto Parse(OnnxModel model) => ModelProto.Parser.ParseFrom(model.ToArray()).Graph;
}
