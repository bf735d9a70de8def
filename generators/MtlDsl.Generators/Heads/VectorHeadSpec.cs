using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>[VectorHead]: a vector of unit length an image.</summary>
internal sealed record VectorHeadSpec(HeadProperty Property, StageRef Tap, int Size) : HeadSpec(Property)
{
    private const int LargestSize = 4096;

    public static HeadSpec Read(HeadReader reader) => new VectorHeadSpec(reader.Property, reader.Tap("tap"), reader.Arguments.Count("Size", 128, LargestSize));

    public override string DescriptionType => "global::MtlDsl.EmbeddingHead";

    public override HeadTypes Types => new(
        Name, TorchNames.Tensor, $"{Training}.Data.EmbeddingTargets", "float[]");

    public override string Typed(int index) => $"(({Deployment}.EmbeddingPrediction)Heads[{Text.Number(index)}]).Vector";

    public override IReadOnlyList<string> OutputNames => ["embedding"];

    public override IEnumerable<StageRef> Taps => [Tap];

    public override HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image) => new VectorGraph(this, owned, taps[0]);
}

/// <summary>An embedding head in its network.</summary>
internal sealed record VectorGraph(VectorHeadSpec Vector, IReadOnlyList<Stage> Owned, Stage Tap) : PooledGraph(Vector, Owned, Tap, Vector.Size)
{
    public override IReadOnlyList<HeadLayer> Layers => [Linear];

    // Length, its bound and the quotient.
    protected override Cost Joins => base.Joins + new Cost(0, 0, 0, Outputs + 2, 3);

    public override string Gives => $"N x {Text.Number(Outputs)}, vectors of unit length";

    public override void WriteForward(CodeWriter writer)
    {
        writer.Line($"var vectors = {Linear.Torch(TorchMean)};");
        writer.Line($"return {TorchNames.Functional}.normalize(vectors, dim: 1).MoveToOuterDisposeScope();");
    }

    public override IReadOnlyList<string> OutputVariables => ["vectorOutput"];

    public override void WriteOnnx(CodeWriter writer, NamePath root) =>
        writer.Line($"graph.Output(graph.UnitLength({Linear.Onnx(OnnxMean(root), root)}), {OutputVariables[0]});");

    public override IEnumerable<string> DescriptionArguments(string outputs, Shape image) => [Text.Number(Outputs), outputs];
}
