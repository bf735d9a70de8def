using System.Collections.Generic;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>Normalisation over the cells of a group of channels, image by image.</summary>
internal sealed record GroupNorm(Dim Groups, Dim Channels, NormSettings Settings) : Component
{
    public override Shape Infer(Shape input) => input;

    // Five operators: a view of the groups, their normalisation, the view back, scale and bias; the views write nothing.
    public override Cost CostOn(Shape input) => new(2L * Channels.Value, 0, 0, 3 * input.Values, 5);

    public override string TorchType => $"{TorchNames.Modules}.GroupNorm";

    public override string TorchNew => $"{TorchNames.Nn}.GroupNorm({Groups}, {Channels}{Settings.EpsilonArgument("eps")})";

    public override string Onnx(string x, NamePath name) => $"graph.GroupNorm({x}, {name}, groups: {Groups}{Settings.EpsilonArgument("epsilon")})";

    public override IEnumerable<Dim> OnnxDims => [Groups];
}
