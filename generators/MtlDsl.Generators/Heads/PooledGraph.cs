using System.Collections.Generic;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Heads;

/// <summary>A head that gives one vector an image: the mean of a map, and a linear layer.</summary>
internal abstract record PooledGraph(HeadSpec Spec, IReadOnlyList<Stage> Owned, Stage Tap, int Outputs) : HeadGraph(Spec, Owned)
{
    public override IReadOnlyList<Stage> Taps => [Tap];

    protected override Cost Joins => new GlobalAveragePool().CostOn(Tap.Output);

    /// <summary>The mean over the map, N x channels.</summary>
    protected string TorchMean => $"{Read(Tap)}.mean([2, 3])";

    /// <summary>The same as a map of one cell.</summary>
    protected string OnnxMean(NamePath root) => new GlobalAveragePool().Onnx(Read(Tap), root);

    protected HeadLayer Linear => new("linear", new Linear(Tap.Output.Channels, Outputs), Tap.Output with { Height = 1, Width = 1 });
}
