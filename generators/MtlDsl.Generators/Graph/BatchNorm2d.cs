using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>Batch normalisation. After a convolution its ONNX form is folded into that convolution.</summary>
internal sealed record BatchNorm2d(Dim Channels, NormSettings Settings) : Component
{
    public override Shape Infer(Shape input) => input;

    public override Cost CostOn(Shape input) => FoldedCost + Cost.Writing(input);

    /// <summary>What it costs after a convolution.</summary>
    public Cost FoldedCost => new(2L * Channels.Value, 2L * Channels.Value, 0);

    public override bool UsesBatch => true;

    public override string TorchType => $"{TorchNames.Modules}.BatchNorm2d";

    public override string TorchNew =>
        $"{TorchNames.Nn}.BatchNorm2d({Channels}{Settings.EpsilonArgument("eps")}{Settings.MomentumArgument("momentum")})";

    public override string Onnx(string x, NamePath name) => $"graph.BatchNorm({x}, {name}{Settings.EpsilonArgument("epsilon")})";
}
