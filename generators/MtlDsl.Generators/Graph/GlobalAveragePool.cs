using System;

namespace MtlDsl.Generators.Graph;

/// <summary>Mean over the whole map.</summary>
internal sealed record GlobalAveragePool : Component
{
    public override Shape Infer(Shape input) => input.IsEmpty ? input : input with { Height = 1, Width = 1 };

    public override Cost CostOn(Shape input) => Cost.Writing(Infer(input));

    public override Footprint FootprintOn(Shape input) => new(Math.Max(input.Height, input.Width), Math.Max(input.Height, input.Width));

    public override string TorchType => $"{TorchNames.Modules}.AdaptiveAvgPool2d";

    public override string TorchNew => $"{TorchNames.Nn}.AdaptiveAvgPool2d(1)";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.adaptive_avg_pool2d({x}, 1)";

    public override string Onnx(string x, NamePath name) => $"graph.GlobalAveragePool({x})";
}
