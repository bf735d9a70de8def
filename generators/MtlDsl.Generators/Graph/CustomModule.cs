using System.Linq;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>A user's own module. What it really gives is held against its declaration when it is made, run and exported.</summary>
/// <param name="Type">Its <c>global::</c> name.</param>
/// <param name="TakesChannels">Whether its constructor takes the input's channels.</param>
/// <param name="Rule">Its declaration.</param>
/// <param name="Input">The map that it gets.</param>
internal sealed record CustomModule(string Type, bool TakesChannels, LayerShapeSpec Rule, Shape Input) : Component
{
    private Shape Output => new(
        Rule.Channels > 0 ? Rule.Channels : Rule.ChannelFactor * Input.Channels, Side(Input.Height), Side(Input.Width));

    public override Shape Infer(Shape input) => Output;

    public override Cost CostOn(Shape input) => new(
        Polynomial(Rule.Parameters), Polynomial(Rule.Buffers), Polynomial(Rule.MultiplyAddsPerCell) * Output.Cells, Output.Values, Rule.Operators);

    public override Footprint FootprintOn(Shape input) => new(Rule.Extent, (double)Rule.Stride / Rule.Factor);

    public override string TorchType => Type;

    public override string TorchNew =>
        $"{TorchNames.Layers}.DeclaredLayer.Check(new {Type}({(TakesChannels ? Text.Number(Input.Channels) : "")}), input: {Map(Input)}, output: {Map(Output)}, parameters: {Polynomial(Rule.Parameters)}, buffers: {Polynomial(Rule.Buffers)})";

    public override string Onnx(string x, NamePath name) =>
        $"graph.Declared({x}, {name}, {Type}.ToOnnx, channels: {Text.Number(Output.Channels)}, height: {Text.Number(Output.Height)}, width: {Text.Number(Output.Width)}{(Rule.Opset > LayerShapeSpec.OldestOpset ? $", opset: {Text.Number(Rule.Opset)}" : "")})";

    private static string Map(Shape map) => $"({Text.Number(map.Channels)}, {Text.Number(map.Height)}, {Text.Number(map.Width)})";

    private int Side(int side) => (side + Rule.Stride - 1) / Rule.Stride * Rule.Factor;

    private long Polynomial(EquatableArray<double> coefficients) =>
        (long)System.Math.Round(coefficients.Reverse().Aggregate(0.0, (sum, coefficient) => sum * Input.Channels + coefficient));
}
