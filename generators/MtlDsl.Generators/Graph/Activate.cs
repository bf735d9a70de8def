namespace MtlDsl.Generators.Graph;

/// <summary>The kinds of activation; the names are those of MtlDsl.Activation.</summary>
internal enum ActivationKind
{
    ReLU,
    ReLU6,
    SiLU,
    HardSwish,
    Sigmoid,
    HardSigmoid,
    None,
}

/// <summary>An activation. In place it writes over the map that it gets, which nothing else may read.</summary>
internal sealed record Activate(ActivationKind Kind, bool InPlace = true) : Component
{
    public override Shape Infer(Shape input) => input;

    public override Cost CostOn(Shape input) => new(0, 0, 0, InPlace ? 0 : input.Values, Kind switch
    {
        ActivationKind.ReLU or ActivationKind.ReLU6 => 0,
        // A gate and a product.
        ActivationKind.SiLU or ActivationKind.HardSwish => 2,
        _ => 1,
    });

    public override string TorchType => $"{TorchNames.Modules}.{Module}";

    public override string TorchNew => $"{TorchNames.Nn}.{Module}({(InPlace ? "inplace: true" : "")})";

    public override string TorchFunction(string x) =>
        $"{TorchNames.Functional}.{Module.ToLowerInvariant()}({x}{(InPlace ? ", inplace: true" : "")})";

    public override string Onnx(string x, NamePath name) => $"graph.{OnnxMethod}({x})";

    /// <summary>The activation, or null for <see cref="ActivationKind.None"/>.</summary>
    public static Activate? Of(ActivationKind kind) => kind == ActivationKind.None ? null : new(kind);

    private string Module => Kind switch
    {
        ActivationKind.HardSwish => "Hardswish",
        ActivationKind.HardSigmoid => "Hardsigmoid",
        _ => Kind.ToString(),
    };

    private string OnnxMethod => Kind switch
    {
        ActivationKind.ReLU => "Relu",
        ActivationKind.ReLU6 => "Relu6",
        _ => Kind.ToString(),
    };
}
