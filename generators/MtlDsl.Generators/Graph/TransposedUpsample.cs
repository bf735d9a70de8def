namespace MtlDsl.Generators.Graph;

/// <summary>
/// Enlarges by a transposed convolution of each channel with itself, cut to a size. Its kernel starts bilinear; not learnt, it is a buffer.
/// </summary>
internal sealed record TransposedUpsample(int Channels, int Factor, int Height, int Width, bool Learnt) : Component
{
    private int Kernel => 2 * Factor - Factor % 2;

    public override Shape Infer(Shape input) => input with { Height = Height, Width = Width };

    public override Cost CostOn(Shape input)
    {
        var weights = (long)Channels * Kernel * Kernel;
        return new(Learnt ? weights : 0, Learnt ? 0 : weights, weights * input.Cells, Infer(input).Values, 1);
    }

    // Kernels of neighbours overlap by half, so that a value sees two cells.
    public override Footprint FootprintOn(Shape input) => new(2, 1.0 / Factor);

    public override string TorchType => $"{TorchNames.Layers}.TransposedUpsample";

    public override string TorchNew =>
        $"new {TorchType}({Text.Number(Channels)}, factor: {Text.Number(Factor)}, height: {Text.Number(Height)}, width: {Text.Number(Width)}, learnt: {(Learnt ? "true" : "false")})";

    public override string Onnx(string x, NamePath name) =>
        $"graph.ConvTranspose({x}, {name}, stride: {Text.Number(Factor)}, height: {Text.Number(Height)}, width: {Text.Number(Width)}, groups: {Text.Number(Channels)})";
}
