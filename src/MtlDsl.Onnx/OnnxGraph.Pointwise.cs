using System.Globalization;

namespace MtlDsl.Onnx;

public sealed partial class OnnxGraph
{
    /// <summary>max(x, 0).</summary>
    public Value Relu(Value x) => Pointwise("Relu", "relu", x);

    /// <summary>min(max(x, 0), 6).</summary>
    public Value Relu6(Value x) => Pointwise("Clip", "relu6", x, [Scalar(0), Scalar(6)]);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public Value Sigmoid(Value x) => Pointwise("Sigmoid", "sigmoid", x);

    /// <summary>min(max(x / 6 + 1/2, 0), 1), as PyTorch has it; ONNX's own defaults are others.</summary>
    public Value HardSigmoid(Value x)
    {
        Own(x, $"{x.Name}.hardsigmoid");
        return Like(x, HardSigmoidNode(x));
    }

    /// <summary>x * min(max(x / 6 + 1/2, 0), 1), as HardSigmoid and Mul: HardSwish itself came with opset 14.</summary>
    public Value HardSwish(Value x)
    {
        var layer = $"{x.Name}.hardswish";
        Own(x, layer);
        return Like(x, Node("Mul", layer, [x.Name!, HardSigmoidNode(x)]));
    }

    /// <summary>x * sigmoid(x).</summary>
    public Value SiLU(Value x)
    {
        var gate = Sigmoid(x);
        return Like(x, Node("Mul", $"{x.Name}.silu", [x.Name!, gate.Name!]));
    }

    /// <summary>The sum of two values of one shape.</summary>
    /// <exception cref="ArgumentException">Their shapes differ.</exception>
    public Value Add(Value a, Value b)
    {
        var layer = $"{a.Name}.add";
        Own(a, layer);
        Own(b, layer);
        if ((a.Channels, a.Height, a.Width) != (b.Channels, b.Height, b.Width))
            throw new ArgumentException($"{layer}: {a} and {b} ('{b.Name}') cannot be added; their shapes must be the same.", nameof(b));
        return Like(a, Node("Add", layer, [a.Name!, b.Name!]));
    }

    /// <summary>The product of a map with one of its shape, or with one cell: then each channel is weighed by a value.</summary>
    /// <exception cref="ArgumentException">The shapes are others.</exception>
    public Value Multiply(Value x, Value factor)
    {
        var layer = $"{x.Name}.multiply";
        OwnMap(x, layer);
        OwnMap(factor, layer);
        if (factor.Channels != x.Channels || ((factor.Height, factor.Width) != (x.Height, x.Width) && (factor.Height, factor.Width) != (1, 1)))
            throw new ArgumentException($"{layer}: {x} cannot be multiplied by {factor} ('{factor.Name}'); it takes {x} or {x.Channels}x1x1.", nameof(factor));
        return Like(x, Node("Mul", layer, [x.Name!, factor.Name!]));
    }

    private Value Pointwise(string type, string suffix, Value x, params ReadOnlySpan<string> more)
    {
        var layer = $"{x.Name}.{suffix}";
        Own(x, layer);
        return Like(x, Node(type, layer, [x.Name!, .. more]));
    }

    private string HardSigmoidNode(Value x) =>
        Node("HardSigmoid", $"{x.Name}.hardsigmoid", [x.Name!], Attributes.Float("alpha", 1f / 6), Attributes.Float("beta", 0.5f));

    private string Scalar(float value) => constants.Add($"constant.{value.ToString(CultureInfo.InvariantCulture)}", [], [value]);
}
