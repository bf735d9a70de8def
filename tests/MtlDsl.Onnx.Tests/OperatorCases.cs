namespace MtlDsl.Onnx.Tests;

/// <summary>One graph for every entry of operators.py, by its name.</summary>
internal static class OperatorCases
{
    private static readonly Dictionary<string, OperatorCase> Cases = new()
    {
        ["conv"] = new(3, 7, 6, (g, x) => g.Conv(x, "c", padding: 1), Conv(4, 3, 3, 3)),
        ["conv bias stride"] = new(3, 9, 8, (g, x) => g.Conv(x, "c", stride: 2), Conv(5, 3, 3, 3, bias: true)),
        ["conv kernel 1"] = new(6, 3, 5, (g, x) => g.Conv(x, "c"), Conv(2, 6, 1, 1, bias: true)),
        ["conv kernel 1x3"] = new(2, 5, 6, (g, x) => g.Conv(x, "c"), Conv(3, 2, 1, 3)),
        ["conv dilation"] = new(2, 9, 9, (g, x) => g.Conv(x, "c", padding: 2, dilation: 2), Conv(3, 2, 3, 3)),
        ["conv groups"] = new(4, 5, 5, (g, x) => g.Conv(x, "c", padding: 1, groups: 2), Conv(6, 2, 3, 3)),
        ["conv depthwise"] = new(4, 6, 6, (g, x) => g.Conv(x, "c", stride: 2, padding: 1, groups: 4), Conv(4, 1, 3, 3)),
        ["conv norm"] = new(3, 5, 5, (g, x) => g.Conv(x, "c", "n", padding: 1), Conv(4, 3, 3, 3).AddNorm("n", 4)),
        ["conv bias norm"] = new(3, 5, 5, (g, x) => g.Conv(x, "c", "n", epsilon: 1e-3), Conv(4, 3, 3, 3, bias: true).AddNorm("n", 4)),
        ["conv depthwise norm"] = new(4, 5, 5, (g, x) => g.Conv(x, "c", "n", padding: 1, groups: 4), Conv(4, 1, 3, 3).AddNorm("n", 4)),
        ["conv transpose"] = new(3, 4, 5, (g, x) => g.ConvTranspose(x, "t", 2, 8, 10, groups: 3), new WeightTable().Add("t.weight", 3, 1, 4, 4)),
        ["conv transpose cut"] = new(4, 3, 4, (g, x) => g.ConvTranspose(x, "t", 3, 7, 10, groups: 2), new WeightTable().Add("t.weight", 4, 3, 5, 5).Add("t.bias", 6)),
        ["conv transpose kernel 3"] = new(2, 3, 4, (g, x) => g.ConvTranspose(x, "t", 2, 6, 8), new WeightTable().Add("t.weight", 2, 3, 3, 3)),
        ["linear"] = new(6, 3, 2, (g, x) => g.Linear(g.GlobalAveragePool(x), "l"), new WeightTable().Add("l.weight", 4, 6).Add("l.bias", 4)),
        ["linear twice"] = new(
            5, 1, 1, (g, x) => g.Linear(g.Linear(x, "l"), "m"), new WeightTable().Add("l.weight", 4, 5).Add("m.weight", 3, 4).Add("m.bias", 3)),
        ["unit length"] = new(6, 1, 1, (g, x) => g.UnitLength(g.Linear(x, "l")), new WeightTable().Add("l.weight", 4, 6)),
        ["batch norm"] = new(5, 3, 4, (g, x) => g.BatchNorm(x, "n"), new WeightTable().AddNorm("n", 5)),
        ["batch norm epsilon"] = new(5, 3, 4, (g, x) => g.BatchNorm(x, "n", 1e-2), new WeightTable().AddNorm("n", 5)),
        ["relu"] = new(2, 4, 4, (g, x) => g.Relu(x)),
        ["relu6"] = new(8, 6, 6, (g, x) => g.Relu6(g.Conv(x, "c")), Conv(4, 8, 5, 5, bias: true)),
        ["sigmoid"] = new(2, 4, 4, (g, x) => g.Sigmoid(x)),
        ["hard swish"] = new(8, 6, 6, (g, x) => g.HardSwish(g.Conv(x, "c")), Conv(4, 8, 5, 5)),
        ["silu"] = new(2, 4, 4, (g, x) => g.SiLU(x)),
        ["add"] = new(2, 4, 4, (g, x) => g.Add(x, g.Relu(x))),
        ["max pool"] = new(2, 9, 8, (g, x) => g.MaxPool(x, 3, 2, 1)),
        ["max pool no padding"] = new(2, 9, 8, (g, x) => g.MaxPool(x, 2, 2)),
        ["max pool ceil"] = new(2, 9, 8, (g, x) => g.MaxPool(x, 3, 2, ceil: true)),
        ["max pool ceil stride 3"] = new(2, 9, 10, (g, x) => g.MaxPool(x, 2, 3, 1, ceil: true)),
        ["max pool ceil padding"] = new(2, 10, 11, (g, x) => g.MaxPool(x, 3, 2, 1, ceil: true)),
        ["adaptive pool that divides"] = new(3, 6, 9, (g, x) => g.AdaptiveAveragePool(x, 2, 3)),
        ["adaptive pool"] = new(3, 7, 5, (g, x) => g.AdaptiveAveragePool(x, 3, 2)),
        ["adaptive pool that enlarges"] = new(2, 3, 4, (g, x) => g.AdaptiveAveragePool(x, 5, 4)),
        ["group norm"] = new(6, 4, 3, (g, x) => g.GroupNorm(x, "n", 3), new WeightTable().Add("n.weight", 6).Add("n.bias", 6)),
        ["group norm epsilon"] = new(4, 3, 3, (g, x) => g.GroupNorm(x, "n", 1, 0.1), new WeightTable().Add("n.weight", 4).Add("n.bias", 4)),
        ["hard sigmoid"] = new(8, 6, 6, (g, x) => g.HardSigmoid(g.Conv(x, "c")), Conv(4, 8, 5, 5)),
        ["multiply"] = new(3, 4, 2, (g, x) => g.Multiply(x, g.Sigmoid(x))),
        ["multiply by a cell"] = new(3, 4, 2, (g, x) => g.Multiply(x, g.GlobalAveragePool(x))),
        ["operator"] = new(
            3, 4, 2,
            (g, x) => g.Operator("Mul", "m", [g.Operator("LeakyRelu", "l", [x.Name!], x.Shape, OnnxAttribute.Float("alpha", 0.25f)).Name!, g.Constant("k", [3, 1, 1], g.Weights["k"].Values.Span)], x.Shape),
            new WeightTable().Add("k", 3)),
        ["average pool"] = new(2, 9, 8, (g, x) => g.AveragePool(x, 3, 2, 1)),
        ["average pool no padding"] = new(2, 7, 7, (g, x) => g.AveragePool(x, 3, 1)),
        ["global average pool"] = new(3, 5, 7, (g, x) => g.GlobalAveragePool(x)),
        ["resize 10 to 19 to 300"] = new(1, 10, 4, (g, x) => g.ResizeBilinear(g.ResizeBilinear(x, 19, 7), 300, 5)),
        ["resize down"] = new(2, 19, 10, (g, x) => g.ResizeBilinear(x, 7, 3)),
        ["resize to 1"] = new(2, 10, 8, (g, x) => g.ResizeBilinear(x, 1, 1)),
        ["resize from 1"] = new(2, 1, 1, (g, x) => g.ResizeBilinear(x, 3, 5)),
        ["l2 norm"] = new(6, 3, 4, (g, x) => g.L2Norm(x, "scale"), new WeightTable().Add("scale", 6)),
        ["l2 norm of zeros"] = new(
            3, 2, 2, (g, x) => g.L2Norm(g.Conv(x, "zero"), "scale"), new WeightTable().Add("zero.weight", 6, 3, 1, 1).Add("scale", 6)),
        ["rows"] = new(12, 3, 2, (g, x) => g.Rows(x, 4)),
        ["concat rows"] = new(8, 3, 2, (g, x) => g.Concat(g.Rows(x, 4), g.Rows(g.MaxPool(x, 2, 1), 4))),
        ["concat maps"] = new(2, 3, 3, (g, x) => g.Concat(x, g.Relu(x), x)),
    };

    public static IReadOnlyCollection<string> Names => Cases.Keys;

    public static OperatorCase Get(string name) => Cases[name];

    private static WeightTable Conv(int outputs, int inputs, int height, int width, bool bias = false)
    {
        var table = new WeightTable().Add("c.weight", outputs, inputs, height, width);
        return bias ? table.Add("c.bias", outputs) : table;
    }
}
