namespace MtlDsl.Generators.Graph;

/// <summary>Mean over a window, in which the padding counts as zeros.</summary>
internal sealed record AveragePool2d(int Kernel, int Stride, int Padding) : Component
{
    public override Shape Infer(Shape input) => input with { Height = Side(input.Height), Width = Side(input.Width) };

    public override Cost CostOn(Shape input) => Cost.Writing(Infer(input));

    public override Footprint FootprintOn(Shape input) => new(Kernel, Stride);

    public override string TorchType => $"{TorchNames.Modules}.AvgPool2d";

    public override string TorchNew => $"{TorchNames.Nn}.AvgPool2d({Arguments})";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.avg_pool2d({x}, {Arguments})";

    public override string Onnx(string x, NamePath name) => $"graph.AveragePool({x}, {Arguments})";

    private string Arguments => $"{Text.Number(Kernel)}, stride: {Text.Number(Stride)}, padding: {Text.Number(Padding)}";

    private int Side(int side) => Window.Outputs(side, Kernel, Stride, Padding, 1);
}
