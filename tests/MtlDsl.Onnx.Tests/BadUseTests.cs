namespace MtlDsl.Onnx.Tests;

/// <summary>A wrong use is an error that names the layer and what was found.</summary>
public sealed class BadUseTests
{
    private readonly OnnxGraph graph = new(
        "bad", new WeightTable().Add("conv.weight", 4, 3, 3, 3).Add("flat.weight", 4, 3).Add("empty.weight", 0, 3, 1, 1).Add("short.weight", 4, 3, 1, 1).Add("short.bias", 3)
            .Add("scale", 2).Add("up.weight", 3, 1, 4, 4).AddNorm("bn", 5),
        new ExportOptions());

    private readonly Value map;

    public BadUseTests() => map = graph.Input("x", 3, 8, 6);

    [Fact]
    public void Missing_weight() =>
        Should.Throw<KeyNotFoundException>(() => graph.Conv(map, "convv")).Message
            .ShouldBe("There is no weight 'convv.weight' among 11; the nearest names are 'conv.weight', 'bn.weight'.");

    [Fact]
    public void Input_with_other_channels() =>
        Argument(() => graph.Conv(graph.Concat(map, map), "conv"))
            .ShouldBe("conv.weight is 4x3x3x3, which does not fit an input of 6 channels in 1 group(s).");

    [Theory]
    [InlineData("flat", "4x3")]
    [InlineData("empty", "0x3x1x1")]
    public void Weight_that_is_no_kernel(string name, string shape) =>
        Argument(() => graph.Conv(map, name)).ShouldBe($"{name}.weight is {shape}; a convolution takes outputs x inputs x height x width.");

    [Fact]
    public void Bias_of_another_length() =>
        Argument(() => graph.Conv(map, "short")).ShouldBe("short.bias is 3; 4 values are needed.");

    [Fact]
    public void Norm_of_another_length() =>
        Argument(() => graph.Conv(map, "conv", "bn")).ShouldBe("bn.weight is 5; 4 values are needed.");

    [Fact]
    public void Vanishing_map() =>
        Argument(() => graph.Conv(map, "conv", dilation: 4))
            .ShouldBe("conv: nothing is left of a side of 8 under kernel 3, dilation 4 and padding 0.");

    [Fact]
    public void Stride_of_zero() => Argument(() => graph.MaxPool(map, 2, 0)).ShouldStartWith("x.maxpool: kernel 2, stride 0");

    [Fact]
    public void No_groups() => Argument(() => graph.Conv(map, "conv", groups: 0)).ShouldBe("conv: 0 groups; there must be at least one.");

    [Fact]
    public void Padding_beyond_half_of_the_kernel() =>
        Argument(() => graph.AveragePool(map, 3, 1, 2)).ShouldBe("x.avgpool: padding 2 exceeds half of the kernel, 3.");

    [Fact]
    public void Sum_of_different_shapes() =>
        Argument(() => graph.Add(map, graph.MaxPool(map, 2, 2)))
            .ShouldBe("x.add: 3x8x6 and 3x4x3 ('x.maxpool') cannot be added; their shapes must be the same.");

    [Fact]
    public void Rows_that_do_not_divide_the_channels() =>
        Argument(() => graph.Rows(map, 2)).ShouldBe("x.rows: 3 channels cannot be cut into rows of 2.");

    [Fact]
    public void Rows_where_a_map_is_needed() =>
        Argument(() => graph.Conv(graph.Rows(map, 3), "conv")).ShouldBe("conv: its input 'x.rows' is 48 rows of 3; a map is needed.");

    [Fact]
    public void Concatenation_of_rows_of_different_widths() =>
        Argument(() => graph.Concat(graph.Rows(map, 3), graph.Rows(map, 1)))
            .ShouldBe("x.rows.concat: 144 rows of 1 ('x.rows_2') does not line up with 48 rows of 3.");

    [Fact]
    public void Concatenation_of_nothing() => Argument(() => graph.Concat()).ShouldStartWith("concat: there is nothing");

    [Fact]
    public void Scales_of_another_length() => Argument(() => graph.L2Norm(map, "scale")).ShouldBe("scale is 2; 3 values are needed.");

    [Fact]
    public void Linear_layer_over_a_map() =>
        Argument(() => graph.Linear(map, "flat")).ShouldBe("flat: its input 'x' is 3x8x6; a vector or a map of one cell is needed.");

    [Fact]
    public void Linear_layer_of_other_inputs() =>
        Argument(() => graph.Linear(graph.Linear(graph.GlobalAveragePool(map), "flat"), "flat"))
            .ShouldBe("flat.weight is 4x3, which does not fit an input of 4 values; it takes outputs x inputs.");

    [Fact]
    public void Unit_length_of_a_map() => Argument(() => graph.UnitLength(map)).ShouldBe("x.normalized: its input 'x' is 3x8x6; a vector is needed.");

    [Fact]
    public void Transposed_convolution_of_other_channels() =>
        Argument(() => graph.ConvTranspose(map, "conv", 2, 16, 12)).ShouldBe("conv.weight is 4x3x3x3, which does not fit an input of 3 channels in 1 group(s).");

    [Fact]
    public void Transposed_convolution_that_does_not_reach() =>
        Argument(() => graph.ConvTranspose(map, "up", 2, 18, 12)).ShouldBe("up: a side of 8 at stride 2 gives 1 to 17 cells, not 18.");

    [Fact]
    public void Groups_that_do_not_divide_the_channels() => Argument(() => graph.GroupNorm(map, "bn", 2)).ShouldBe("bn: 3 channels cannot be cut into 2 groups.");

    [Fact]
    public void Product_of_different_shapes() =>
        Argument(() => graph.Multiply(map, graph.MaxPool(map, 2, 2)))
            .ShouldBe("x.multiply: 3x8x6 cannot be multiplied by 3x4x3 ('x.maxpool'); it takes 3x8x6 or 3x1x1.");

    [Fact]
    public void Operator_over_what_is_not_in_the_graph() =>
        Argument(() => graph.Operator("Abs", "abs", ["nothing"], [3, 8, 6])).ShouldBe("abs: its input 'nothing' is not in the graph.");

    [Fact]
    public void Operator_with_too_many_sizes() =>
        Argument(() => graph.Operator("Abs", "abs", ["x"], [1, 3, 8, 6])).ShouldBe("abs: 1x3x8x6 has 4 sizes; a value has one, two or three.");

    [Fact]
    public void Constant_that_does_not_fill_its_shape() =>
        Argument(() => graph.Constant("k", [2, 3], [1, 2])).ShouldBe("k: 2 values do not fill 2x3.");

    [Fact]
    public void Layer_that_breaks_its_declaration() =>
        Should.Throw<InvalidOperationException>(() => graph.Declared(map, "a.0", Unhalved, 3, 4, 3)).Message
            .ShouldBe("a.0: the ONNX form of BadUseTests gives 3x8x6; its [LayerShape] says 3x4x3.");

    [Fact]
    public void Layer_that_needs_a_newer_operator_set() =>
        Should.Throw<InvalidOperationException>(() => graph.Declared(map, "a.0", Unhalved, 3, 8, 6, opset: 13)).Message
            .ShouldBe("a.0 needs operator set 13; the export writes 11. Choose a newer one in ExportOptions.");

    private static Value Unhalved(OnnxGraph graph, string name, Value input) => graph.Relu(input);

    [Fact]
    public void Resampling_to_nothing() => Argument(() => graph.ResizeBilinear(map, 0, 4)).ShouldStartWith("x.resize: 0x4 is no size");

    [Fact]
    public void Value_of_another_graph()
    {
        var other = new OnnxGraph("other", new WeightTable(), new ExportOptions());
        Argument(() => other.Relu(map)).ShouldBe("x.relu: its input was not made by this graph (other).");
        Argument(() => other.Output(map, "y")).ShouldBe("output 'y': its input was not made by this graph (other).");
        Argument(() => other.Concat(default(Value))).ShouldContain("was not made by this graph");
    }

    [Fact]
    public void Taken_names()
    {
        Argument(() => graph.Input("x", 3, 8, 6)).ShouldBe("'x' cannot name an input: it is empty or taken.");
        Argument(() => graph.Output(map, "x")).ShouldBe("'x' cannot name an output: it is empty or taken.");
    }

    [Fact]
    public void Nothing_to_write()
    {
        Should.Throw<InvalidOperationException>(() => graph.Build()).Message.ShouldBe("bad cannot be written: it has no output.");
        Should.Throw<InvalidOperationException>(() => new OnnxGraph("empty", new WeightTable(), new ExportOptions()).Build()).Message
            .ShouldBe("empty cannot be written: it has no input.");
    }

    [Theory]
    [InlineData(10)]
    [InlineData(18)]
    public void Opset_that_cannot_be_written(int opset) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExportOptions { Opset = opset }).Message
            .ShouldStartWith("Operator sets 11 to 17 can be written.");

    [Fact]
    public void Empty_batch() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExportOptions { Batch = 0 }).Message.ShouldStartWith("A batch holds at least one image");

    [Fact]
    public void Tensor_whose_values_do_not_fill_its_shape() =>
        Argument(() => new WeightTensor([2, 3], new float[5])).ShouldBe("A tensor of 2x3 cannot hold 5 values.");

    /// <summary>The message without the name of the parameter, which the runtime appends.</summary>
    private static string Argument(Action use)
    {
        var message = Should.Throw<ArgumentException>(use).Message;
        var end = message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
