using System.Collections.Generic;

namespace MtlDsl.Generators.Graph;

/// <summary>A convolution.</summary>
internal sealed record Conv2d(Dim Inputs, Dim Outputs, Dim Kernel, Dim Stride, Dim Padding, Dim Dilation, Dim Groups, bool Bias) : Component
{
    public Conv2d(Dim inputs, Dim outputs, Dim kernel, Dim? stride = null, Dim? groups = null, bool bias = false)
        : this(inputs, outputs, kernel, stride ?? 1, (kernel.Value - 1) / 2, 1, groups ?? 1, bias)
    {
    }

    public override Shape Infer(Shape input) => new(Outputs.Value, Side(input.Height), Side(input.Width));

    public override Cost CostOn(Shape input)
    {
        var kernel = (long)Outputs.Value * (Inputs.Value / Groups.Value) * Kernel.Value * Kernel.Value;
        var output = Infer(input);
        return new(kernel + (Bias ? Outputs.Value : 0), 0, kernel * output.Cells, output.Values, 1);
    }

    public override Footprint FootprintOn(Shape input) => new(Dilation.Value * (Kernel.Value - 1) + 1, Stride.Value);

    public override string TorchType => $"{TorchNames.Modules}.Conv2d";

    public override string TorchNew =>
        $"{TorchNames.Nn}.Conv2d({Inputs}, {Outputs}, {Kernel}{NonDefault}, bias: {(Bias ? "true" : "false")})";

    public override string Onnx(string x, NamePath name) => $"graph.Conv({x}, {name}{NonDefault})";

    public override IEnumerable<Dim> OnnxDims => [Stride, Padding, Dilation, Groups];

    /// <summary>With the batch norm that follows it folded in.</summary>
    public string OnnxWithNorm(string x, NamePath name, BatchNorm2d norm, NamePath normName) =>
        $"graph.Conv({x}, {name}, norm: {normName}{NonDefault}{norm.Settings.EpsilonArgument("epsilon")})";

    private string NonDefault =>
        Argument("stride", Stride, 1) + Argument("padding", Padding, 0) + Argument("dilation", Dilation, 1) + Argument("groups", Groups, 1);

    private static string Argument(string name, Dim dim, int standard) =>
        dim.Symbol is null && dim.Value == standard ? "" : $", {name}: {dim}";

    private int Side(int side) => Window.Outputs(side, Kernel.Value, Stride.Value, Padding.Value, Dilation.Value);
}
