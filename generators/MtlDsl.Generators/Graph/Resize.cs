namespace MtlDsl.Generators.Graph;

/// <summary>Bilinear interpolation about the cells' centres.</summary>
internal sealed record Resize(int Height, int Width) : Component
{
    public override Shape Infer(Shape input) => input with { Height = Height, Width = Width };

    // A map that has the size already is passed on in ONNX.
    public override Cost CostOn(Shape input) => Infer(input) == input ? default : Cost.Writing(Infer(input));

    // A value between two cells sees both.
    public override Footprint FootprintOn(Shape input) => new(2, (double)input.Height / Height);

    public override string TorchType => $"{TorchNames.Modules}.Upsample";

    public override string TorchNew => $"{TorchNames.Nn}.Upsample({Size}, mode: {TorchNames.Torch}.UpsampleMode.Bilinear, align_corners: false)";

    public override string TorchFunction(string x) =>
        $"{TorchNames.Functional}.interpolate({x}, {Size}, mode: {TorchNames.Torch}.InterpolationMode.Bilinear, align_corners: false)";

    public override string Onnx(string x, NamePath name) => $"graph.ResizeBilinear({x}, {Text.Number(Height)}, {Text.Number(Width)})";

    private string Size => $"size: [{Text.Number(Height)}, {Text.Number(Width)}]";
}
