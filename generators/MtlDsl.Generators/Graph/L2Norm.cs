namespace MtlDsl.Generators.Graph;

/// <summary>Every cell's vector at a learnt length.</summary>
internal sealed record L2Norm(Dim Channels, double Initial) : Component
{
    public override Shape Infer(Shape input) => input;

    // Four operators: length, its bound, quotient, scale; the first two write a value a cell.
    public override Cost CostOn(Shape input) => new(Channels.Value, 0, 0, 2 * (input.Values + input.Cells), 4);

    public override string TorchType => $"{TorchNames.Layers}.L2Norm";

    public override string TorchNew => $"new {TorchType}({Channels}, {Text.Number(Initial)})";

    public override string Onnx(string x, NamePath name) => $"graph.L2Norm({x}, {name["weight"]})";
}
