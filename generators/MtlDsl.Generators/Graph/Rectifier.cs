namespace MtlDsl.Generators.Graph;

/// <summary>ReLU, or ReLU6 with its upper bound.</summary>
internal sealed record Rectifier(bool Bounded) : Component
{
    private string Name => Bounded ? "ReLU6" : "ReLU";

    public override Shape Infer(Shape input) => input;

    public override Cost CostOn(Shape input) => default;

    public override string TorchType => $"{TorchNames.Modules}.{Name}";

    public override string TorchNew => $"{TorchNames.Nn}.{Name}(inplace: true)";

    public override string TorchFunction(string x) => $"{TorchNames.Functional}.{(Bounded ? "relu6" : "relu")}({x}, inplace: true)";

    public override string Onnx(string x, NamePath name) => $"graph.{(Bounded ? "Relu6" : "Relu")}({x})";
}
