namespace MtlDsl.Generators.Graph;

/// <summary>Maximum over a window.</summary>
internal sealed record MaxPool2d(int Kernel, int Stride, int Padding) : Component
{
    private string Arguments => $"{Text.Number(Kernel)}, stride: {Text.Number(Stride)}, padding: {Text.Number(Padding)}";

    public override Shape Infer(Shape input) => input with { Height = Side(input.Height), Width = Side(input.Width) };

    public override Cost CostOn(Shape input) => Cost.Writing(Infer(input));

    public override Footprint FootprintOn(Shape input) => new(Kernel, Stride);

    public override string TorchType => $"{TorchNames.Modules}.MaxPool2d";

    public override string TorchNew => $"{TorchNames.Nn}.MaxPool2d({Arguments})";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.max_pool2d({x}, {Arguments})";

    public override string Onnx(string x, NamePath name) => $"graph.MaxPool({x}, {Arguments})";

    private int Side(int side) => Window.Outputs(side, Kernel, Stride, Padding, 1);
}
