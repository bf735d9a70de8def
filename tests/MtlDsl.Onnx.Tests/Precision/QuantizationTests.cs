using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using MtlDsl.Onnx.Format;
using static MtlDsl.Onnx.Format.TensorProto.Types;

namespace MtlDsl.Onnx.Tests;

/// <summary>Networks in int8: what is in the file, and what ONNX Runtime makes of it.</summary>
public sealed class QuantizationTests
{
    private static readonly ExportOptions PerChannel = new() { Opset = 13 };

    [Fact]
    public void ONNX_Runtime_computes_everything_between_image_and_heads_on_whole_numbers()
    {
        var operators = Optimized(ResidualNetwork.Int8(PerChannel).Model).GroupBy(node => node.OpType).ToDictionary(group => group.Key, group => group.Count());

        operators.Keys.ShouldNotContain("Conv");
        operators.Keys.ShouldNotContain("FusedConv");
        operators.Keys.ShouldNotContain("Relu");
        operators.Keys.ShouldNotContain("Clip");
        operators["QLinearConv"].ShouldBe(10);
        operators["QGemm"].ShouldBe(1);
        operators["QLinearAdd"].ShouldBe(2);
        operators["QLinearConcat"].ShouldBe(1);
        operators["QLinearGlobalAveragePool"].ShouldBe(1);
        // The image, and what comes back from the norm over channels.
        operators["QuantizeLinear"].ShouldBe(2);
    }

    [Theory]
    [InlineData(11, QuantizedFor.OnnxRuntime)]
    [InlineData(13, QuantizedFor.OnnxRuntime)]
    [InlineData(17, QuantizedFor.OnnxRuntime)]
    [InlineData(13, QuantizedFor.TensorRT)]
    public void The_outputs_are_near_those_in_float32(int opset, QuantizedFor target)
    {
        var options = new ExportOptions { Opset = opset };
        var quantized = ResidualNetwork.Int8(options, new QuantizationOptions { For = target }).Model;
        foreach (var (output, error) in ResidualNetwork.Errors(ResidualNetwork.Build(options), quantized))
            error.ShouldBeInRange(1e-6, 0.15, output);
    }

    [Fact]
    public void An_open_batch_stays_open()
    {
        var options = PerChannel with { Batch = null };
        var quantized = ResidualNetwork.Int8(options).Model;
        float[] two = [.. ResidualNetwork.Input(4), .. ResidualNetwork.Input(5)];
        var together = Runtime.Run(quantized, two, 2, 3, ResidualNetwork.Side, ResidualNetwork.Side)["scores"];
        together.Shape[0].ShouldBe(2);
        var alone = Runtime.Run(quantized, ResidualNetwork.Input(5), 1, 3, ResidualNetwork.Side, ResidualNetwork.Side)["scores"];
        together.Values[alone.Values.Length..].ShouldBe(alone.Values, 1e-5);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void Weights_are_the_whole_numbers_that_ONNX_Runtime_rounds_to(int opset)
    {
        var options = new ExportOptions { Opset = opset };
        var exact = ResidualNetwork.Build(options).Graph();
        var quantized = ResidualNetwork.Int8(options).Model.Graph();
        foreach (var layer in ResidualNetwork.Layers)
        {
            var weight = exact.Initializer.Single(tensor => tensor.Name == $"{layer}.weight");
            var whole = quantized.Initializer.Single(tensor => tensor.Name == $"{layer}.weight.quantized");
            var scale = quantized.Initializer.Single(tensor => tensor.Name == $"{layer}.weight.scale");
            scale.Dims.Count.ShouldBe(opset < 13 ? 0 : 1);
            var values = MemoryMarshal.Cast<byte, sbyte>(whole.RawData.Span).ToArray();
            values.ShouldBe(RuntimeQuantizes(weight, scale, opset), layer);
            // The whole range is used, by every channel where each has a scale.
            var channel = opset < 13 ? values.Length : values.Length / (int)weight.Dims[0];
            values.Chunk(channel).ShouldAllBe(part => part.Max(value => Math.Abs((int)value)) == 127);
        }
    }

    [Fact]
    public void A_large_bias_of_a_channel_of_tiny_weights_is_kept()
    {
        var weights = new WeightTable();
        weights.Add("c.weight", new WeightTensor([2, 1, 1, 1], new[] { 1e-12f, 1f }));
        weights.Add("c.bias", new WeightTensor([2], new[] { 3f, -2f }));
        var graph = new OnnxGraph("dead", weights, PerChannel);
        graph.Output(graph.Conv(graph.Input("image", 1, 2, 2), "c"), "y");
        var model = graph.Build();
        var ranges = new Dictionary<string, ValueRange> { ["image"] = new(-1, 1), ["y"] = new(-3, 3) };

        var quantized = Quantization.Convert(model, ranges, new QuantizationOptions()).Model;
        Runtime.Run(quantized, [1, -1, 0, 0.5f], 1, 1, 2, 2)["y"].Values.ShouldBe([3, 3, 3, 3, -1, -3, -2, -1.5f], 6.0 / 255);
    }

    [Fact]
    public void Excluded_layers_stay_as_they_are()
    {
        var options = new QuantizationOptions { Exclude = ["score", "project"] };
        var converted = ResidualNetwork.Int8(PerChannel, options);
        converted.Kept.ShouldBe(["project", "score"]);
        converted.Layers.ShouldBe(ResidualNetwork.Layers.Length - 2);

        var (exact, quantized) = (ResidualNetwork.Build(PerChannel).Graph(), converted.Model.Graph());
        foreach (var layer in options.Exclude)
        {
            quantized.Node.Single(node => node.Name == layer).Input[1].ShouldBe($"{layer}.weight");
            quantized.Initializer.Single(tensor => tensor.Name == $"{layer}.weight").ShouldBe(exact.Initializer.Single(tensor => tensor.Name == $"{layer}.weight"));
        }
        Optimized(converted.Model).Count(node => node.OpType is "Conv" or "FusedConv").ShouldBe(2);
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused_with_the_nearest_names()
    {
        Refused("scores2").ShouldBe("Residual has no layer 'scores2'; the nearest names are 'score'.");
        Refused("nothing.like.it").ShouldBe("Residual has no layer 'nothing.like.it', nor one of a similar name.");

        static string Refused(string name) => Should.Throw<ArgumentException>(
            () => Quantization.Activations(ResidualNetwork.Build(PerChannel), new QuantizationOptions { Exclude = [name] })).Message;
    }

    [Fact]
    public void A_missing_range_is_named()
    {
        var model = ResidualNetwork.Build(PerChannel);
        var ranges = ResidualNetwork.Ranges(model, new QuantizationOptions());
        ranges.Remove("a.relu");
        Should.Throw<ArgumentException>(() => Quantization.Convert(model, ranges, new QuantizationOptions())).Message
            .ShouldStartWith($"The range of 'a.relu' is missing; {ranges.Count + 1} activations need one.");
    }

    [Fact]
    public void For_TensorRT_zero_stands_at_zero_and_biases_stay()
    {
        var graph = ResidualNetwork.Int8(PerChannel, new QuantizationOptions { For = QuantizedFor.TensorRT }).Model.Graph();
        var zeros = graph.Initializer.Where(tensor => tensor.Name.EndsWith(".zero_point", StringComparison.Ordinal)).ToList();
        zeros.ShouldNotBeEmpty();
        zeros.ShouldAllBe(tensor => tensor.DataType == (int)DataType.Int8 && tensor.RawData.All(value => value == 0));
        graph.Node.Single(node => node.Name == "a").Input[2].ShouldBe("a.bias");
        graph.Initializer.ShouldNotContain(tensor => tensor.DataType == (int)DataType.Int32);

        Should.Throw<ArgumentException>(() => ResidualNetwork.Int8(new ExportOptions(), new QuantizationOptions { For = QuantizedFor.TensorRT })).Message
            .ShouldStartWith("Residual is written in operator set 11; TensorRT reads quantised networks from 13 on.");
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes() =>
        ResidualNetwork.Int8(PerChannel).Model.ToArray().ShouldBe(ResidualNetwork.Int8(PerChannel).Model.ToArray());

    [Fact]
    public void The_network_that_is_converted_is_not_changed()
    {
        var model = ResidualNetwork.Build(PerChannel);
        var before = model.ToArray();
        Quantization.Convert(model, ResidualNetwork.Ranges(model, new QuantizationOptions()), new QuantizationOptions());
        model.ToArray().ShouldBe(before);
    }

    [Fact]
    public void The_file_says_its_precision()
    {
        using var session = new InferenceSession(ResidualNetwork.Int8(PerChannel).Model.ToArray());
        session.ModelMetadata.CustomMetadataMap[ConvertedModel.MetadataKey].ShouldBe("Int8");
    }

    /// <summary>The nodes of the graph that ONNX Runtime really computes.</summary>
    private static IReadOnlyList<NodeProto> Optimized(OnnxModel model)
    {
        using var folder = new TemporaryFolder();
        var path = folder["optimized.onnx"];
        using var options = new SessionOptions
        {
            OptimizedModelFilePath = path,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        using (new InferenceSession(model.ToArray(), options))
            return [.. ModelProto.Parser.ParseFrom(File.ReadAllBytes(path)).Graph.Node];
    }

    /// <summary>What ONNX Runtime's own QuantizeLinear makes of weights.</summary>
    private static sbyte[] RuntimeQuantizes(TensorProto weight, TensorProto scale, int opset)
    {
        var zero = new TensorProto { Name = "zero", DataType = (int)DataType.Int8, RawData = Google.Protobuf.ByteString.CopyFrom(new byte[scale.RawData.Length / 4]) };
        zero.Dims.AddRange(scale.Dims);
        var node = new NodeProto { OpType = "QuantizeLinear", Input = { weight.Name, scale.Name, "zero" }, Output = { "y" } };
        if (opset >= 13)
            node.Attribute.Add(Attributes.Int("axis", 0));
        var model = new ModelProto
        {
            IrVersion = 7,
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = opset } },
            Graph = new GraphProto
            {
                Name = "quantize",
                Node = { node },
                Initializer = { weight, scale, zero },
                Output = { new ValueInfoProto { Name = "y", Type = new TypeProto { TensorType = new() { ElemType = (int)DataType.Int8 } } } },
            },
        };
        using var session = new InferenceSession(new OnnxModel(model).ToArray());
        using var options = new RunOptions();
        using var results = session.Run(options, Array.Empty<string>(), Array.Empty<OrtValue>(), ["y"]);
        return results[0].GetTensorDataAsSpan<sbyte>().ToArray();
    }
}
