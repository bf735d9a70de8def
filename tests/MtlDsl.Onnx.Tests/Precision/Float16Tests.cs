using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using MtlDsl.Onnx.Format;
using static MtlDsl.Onnx.Format.TensorProto.Types;

namespace MtlDsl.Onnx.Tests;

/// <summary>Networks in half precision.</summary>
public sealed class Float16Tests
{
    [Theory]
    [InlineData(11)]
    [InlineData(17)]
    public void Outputs_are_those_of_float32_to_three_digits(int opset)
    {
        var model = ResidualNetwork.Build(new ExportOptions { Opset = opset });
        foreach (var (output, error) in ResidualNetwork.Errors(model, Float16Conversion.Convert(model, []).Model))
            error.ShouldBeInRange(1e-7, 2e-3, output);
    }

    [Fact]
    public void Weights_are_the_nearest_halves()
    {
        var model = ResidualNetwork.Build(new ExportOptions());
        var converted = Float16Conversion.Convert(model, []);
        converted.Layers.ShouldBe(ResidualNetwork.Layers.Length);
        converted.Kept.ShouldBeEmpty();

        var (exact, halves) = (model.Graph(), converted.Model.Graph());
        foreach (var layer in ResidualNetwork.Layers)
        {
            var wanted = MemoryMarshal.Cast<byte, float>(exact.Initializer.Single(tensor => tensor.Name == $"{layer}.weight").RawData.Span);
            var found = MemoryMarshal.Cast<byte, Half>(halves.Initializer.Single(tensor => tensor.Name == $"{layer}.weight.float16").RawData.Span);
            found.Length.ShouldBe(wanted.Length);
            for (var i = 0; i < wanted.Length; i++)
            {
                var error = Math.Abs(wanted[i] - (float)found[i]);
                error.ShouldBeLessThanOrEqualTo(Math.Abs(wanted[i] - (float)Half.BitIncrement(found[i])));
                error.ShouldBeLessThanOrEqualTo(Math.Abs(wanted[i] - (float)Half.BitDecrement(found[i])));
            }
        }
    }

    [Fact]
    public void Input_and_outputs_stay_float32()
    {
        var graph = Float16Conversion.Convert(ResidualNetwork.Build(new ExportOptions()), []).Model.Graph();
        graph.Input.Concat(graph.Output).ShouldAllBe(port => port.Type.TensorType.ElemType == (int)DataType.Float);
        graph.Output.Select(port => port.Name).ShouldBe(["scores", "boxes_out", "embedding"]);
    }

    [Fact]
    public void Lengths_over_channels_are_measured_in_float32()
    {
        var graph = Float16Conversion.Convert(ResidualNetwork.Build(new ExportOptions()), []).Model.Graph();
        var length = graph.Node.Single(node => node.OpType == "ReduceL2");
        graph.Node.Single(node => node.Output.Contains(length.Input[0])).OpType.ShouldBe("Cast");
        graph.Initializer.ShouldContain(tensor => tensor.Name == "constant.1E-12" && tensor.DataType == (int)DataType.Float);
    }

    [Fact]
    public void A_weight_beyond_half_keeps_its_layer_in_float32()
    {
        var weights = new WeightTable();
        weights.Add("a.weight", new WeightTensor([1, 1, 1, 1], new[] { 2f }));
        weights.Add("b.weight", new WeightTensor([1, 1, 1, 1], new[] { 70_000f }));
        var graph = new OnnxGraph("large", weights, new ExportOptions());
        graph.Output(graph.Conv(graph.Conv(graph.Input("image", 1, 1, 2), "a"), "b"), "y");

        var converted = Float16Conversion.Convert(graph.Build(), []);
        converted.Kept.ShouldBe(["b"]);
        Runtime.Run(converted.Model, [1, -0.5f], 1, 1, 1, 2)["y"].Values.ShouldBe([140_000, -70_000]);
    }

    [Fact]
    public void An_activation_beyond_half_keeps_its_layers_in_float32()
    {
        var weights = new WeightTable();
        weights.Add("a.weight", new WeightTensor([1, 1, 1, 1], new[] { 1000f }));
        weights.Add("b.weight", new WeightTensor([1, 1, 1, 1], new[] { 0.001f }));
        var graph = new OnnxGraph("large", weights, new ExportOptions());
        graph.Output(graph.Conv(graph.Relu(graph.Conv(graph.Input("image", 1, 1, 2), "a")), "b"), "y");
        var model = graph.Build();

        Float16Conversion.Values(model, []).Take(3).ShouldBe(["a", "a.relu", "y"]);
        var ranges = new Dictionary<string, ValueRange> { ["a"] = new(-100_000, 100_000), ["a.relu"] = new(0, 100_000), ["y"] = new(0, 100) };
        var converted = Float16Conversion.Convert(model, [], ranges);
        converted.Kept.ShouldBe(["a", "b"]);
        Runtime.Run(converted.Model, [100, -100], 1, 1, 1, 2)["y"].Values.ShouldBe([100, 0], 1e-3);
    }

    [Fact]
    public void Excluded_layers_stay_as_they_are()
    {
        var model = ResidualNetwork.Build(new ExportOptions());
        var converted = Float16Conversion.Convert(model, ["expand", "embed"]);
        converted.Kept.ShouldBe(["expand", "embed"]);
        var graph = converted.Model.Graph();
        graph.Node.Single(node => node.Name == "expand").Input[1].ShouldBe("expand.weight");
        graph.Initializer.Single(tensor => tensor.Name == "expand.weight").DataType.ShouldBe((int)DataType.Float);
        foreach (var (output, error) in ResidualNetwork.Errors(model, converted.Model))
            error.ShouldBeLessThan(2e-3, output);
        Should.Throw<ArgumentException>(() => Float16Conversion.Convert(model, ["expanded"])).Message
            .ShouldBe("Residual has no layer 'expanded'; the nearest names are 'expand'.");
    }

    [Fact]
    public void The_file_takes_half_and_says_its_precision()
    {
        var weights = new WeightTable().Add("c.weight", 64, 64, 3, 3);
        var graph = new OnnxGraph("large", weights, new ExportOptions());
        graph.Output(graph.Conv(graph.Input("image", 64, 4, 4), "c"), "y");
        var model = graph.Build();
        var converted = Float16Conversion.Convert(model, []).Model;
        ((double)converted.ToArray().Length / model.ToArray().Length).ShouldBeInRange(0.5, 0.51);
        Float16Conversion.Convert(model, []).Model.ToArray().ShouldBe(converted.ToArray());
        using var session = new InferenceSession(converted.ToArray());
        session.ModelMetadata.CustomMetadataMap[ConvertedModel.MetadataKey].ShouldBe("Float16");
    }
}
