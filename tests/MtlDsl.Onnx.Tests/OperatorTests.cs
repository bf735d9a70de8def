using System.Text.Json;

namespace MtlDsl.Onnx.Tests;

/// <summary>Every layer, run in ONNX Runtime, gives what PyTorch gives.</summary>
public sealed class OperatorTests
{
    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "operators.json"))).RootElement;

    public static TheoryData<string, int, bool> Cases()
    {
        var cases = new TheoryData<string, int, bool>();
        foreach (var name in OperatorCases.Names)
        foreach (var opset in new[] { 11, 13, 17 })
        foreach (var open in new[] { false, true })
            cases.Add(name, opset, open);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_gives_what_PyTorch_gives(string name, int opset, bool openBatch)
    {
        var @case = OperatorCases.Get(name);
        var (result, model) = @case.Build(new ExportOptions { Opset = opset, Batch = openBatch ? null : OperatorCase.Images });
        var (shape, values) = Runtime.Run(model, @case.Input, OperatorCase.Images, @case.Channels, @case.Height, @case.Width)["y"];

        var expected = Expected.GetProperty(name);
        shape.ShouldBe(expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()));
        shape[1..].ShouldBe(result.Shape.Select(size => (long)size));
        values.ShouldBe(expected.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()), 1e-5);
    }

    [Fact]
    public void Every_answer_of_PyTorch_is_compared() =>
        Expected.EnumerateObject().Select(answer => answer.Name).ShouldBe(OperatorCases.Names, ignoreOrder: true);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10)]
    [InlineData(19)]
    [InlineData(38)]
    [InlineData(75)]
    public void Resampling_reaches_every_size_exactly(int from)
    {
        var graph = new OnnxGraph("sizes", new WeightTable(), new ExportOptions());
        var x = graph.Input("x", 1, from, 1);
        var sizes = Enumerable.Range(1, 320).ToList();
        foreach (var size in sizes)
            graph.Output(graph.ResizeBilinear(x, size, 1), $"y{size}");

        var outputs = Runtime.Run(graph.Build(), new float[from], 1, 1, from, 1);
        foreach (var size in sizes)
            outputs[$"y{size}"].Values.Length.ShouldBe(size);
    }
}
