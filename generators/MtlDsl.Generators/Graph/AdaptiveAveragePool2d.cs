using System;

namespace MtlDsl.Generators.Graph;

/// <summary>Means over equal parts of the map, as many as the result has cells.</summary>
internal sealed record AdaptiveAveragePool2d(int Height, int Width) : Component
{
    private string Size => $"{Text.Number(Height)}, {Text.Number(Width)}";

    public override Shape Infer(Shape input) => input.IsEmpty ? input : input with { Height = Height, Width = Width };

    // Where the parts are not alike, ONNX has two products with a matrix of means: rows first.
    public override Cost CostOn(Shape input) => input.Height % Height == 0 && input.Width % Width == 0
        ? Cost.Writing(Infer(input))
        : Cost.Writing(input with { Height = Height }) + Cost.Writing(Infer(input));

    public override Footprint FootprintOn(Shape input) => new(Math.Ceiling((double)input.Height / Height), (double)input.Height / Height);

    public override string TorchType => $"{TorchNames.Modules}.AdaptiveAvgPool2d";

    public override string TorchNew => $"{TorchNames.Nn}.AdaptiveAvgPool2d(({Size}))";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.adaptive_avg_pool2d({x}, ({Size}))";

    public override string Onnx(string x, NamePath name) => $"graph.AdaptiveAveragePool({x}, {Size})";
}
