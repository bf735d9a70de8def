namespace MtlDsl.Generators.Graph;

/// <summary>A linear layer with bias. Its input, a map of one cell or a vector, is N x inputs for its module: flattened by who calls it.</summary>
internal sealed record Linear(Dim Inputs, Dim Outputs) : Component
{
    public override Shape Infer(Shape input) => new(Outputs.Value, 1, 1);

    public override Cost CostOn(Shape input)
    {
        var weights = (long)Inputs.Value * Outputs.Value;
        // Two operators: the map is flattened before it is multiplied.
        return new(weights + Outputs.Value, 0, weights, Outputs.Value, 2);
    }

    public override string TorchType => $"{TorchNames.Modules}.Linear";

    public override string TorchNew => $"{TorchNames.Nn}.Linear({Inputs}, {Outputs})";

    public override string Onnx(string x, NamePath name) => $"graph.Linear({x}, {name})";
}
