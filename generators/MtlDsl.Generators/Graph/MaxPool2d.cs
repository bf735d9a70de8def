namespace MtlDsl.Generators.Graph;

/// <summary>Maximum over a window.</summary>
/// <param name="Ceil">Whether the number of windows is rounded up.</param>
internal sealed record MaxPool2d(int Kernel, int Stride, int Padding, bool Ceil) : Component
{
    public override Shape Infer(Shape input) => input with { Height = Side(input.Height), Width = Side(input.Width) };

    public override Cost CostOn(Shape input) => Cost.Writing(Infer(input));

    public override Footprint FootprintOn(Shape input) => new(Kernel, Stride);

    public override string TorchType => $"{TorchNames.Modules}.MaxPool2d";

    public override string TorchNew => $"{TorchNames.Nn}.MaxPool2d({Arguments("ceil_mode")})";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.max_pool2d({x}, {Arguments("ceil_mode")})";

    public override string Onnx(string x, NamePath name) => $"graph.MaxPool({x}, {Arguments("ceil")})";

    private string Arguments(string ceil) =>
        $"{Text.Number(Kernel)}, stride: {Text.Number(Stride)}, padding: {Text.Number(Padding)}{(Ceil ? $", {ceil}: true" : "")}";

    private int Side(int side) =>
        Ceil ? Window.OutputsRoundedUp(side, Kernel, Stride, Padding) : Window.Outputs(side, Kernel, Stride, Padding, 1);
}
