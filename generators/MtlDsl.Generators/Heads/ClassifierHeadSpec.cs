using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Parsing;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>[ClassifierHead]: one class an image.</summary>
internal sealed record ClassifierHeadSpec(HeadProperty Property, StageRef Tap, double Dropout) : HeadSpec(Property)
{
    public static HeadSpec Read(HeadReader reader) =>
        new ClassifierHeadSpec(reader.Property, reader.Tap("tap"), reader.Arguments.Number("Dropout", 0, Allowed.Share));

    public override string DescriptionType => $"global::MtlDsl.ClassificationHead<{Classes.Enum}>";

    public override HeadTypes Types => new(
        Name, TorchNames.Tensor, $"{Training}.Data.ClassificationTargets", $"{Deployment}.ClassScores<{Classes.Enum}>");

    public override string Typed(int index) => $"{Types.Prediction}.From(Heads[{Text.Number(index)}])";

    public override IReadOnlyList<string> OutputNames => ["class_scores"];

    public override IEnumerable<StageRef> Taps => [Tap];

    public override HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image) => new ClassifierGraph(this, owned, taps[0]);
}

/// <summary>A classification head in its network.</summary>
internal sealed record ClassifierGraph(ClassifierHeadSpec Classifier, IReadOnlyList<Stage> Owned, Stage Tap)
    : PooledGraph(Classifier, Owned, Tap, Classifier.Classes.Members.Count)
{
    public override IReadOnlyList<HeadLayer> Layers => Classifier.Dropout > 0 ? [Dropout, Linear] : [Linear];

    public override string Gives => $"N x {Text.Number(Outputs)}, class scores before the softmax";

    private HeadLayer Dropout => new("dropout", new Dropout(Classifier.Dropout), Linear.Input);

    public override void WriteForward(CodeWriter writer)
    {
        writer.Line($"var mean = {TorchMean};");
        if (Classifier.Dropout > 0)
            writer.Line($"mean = {Dropout.Torch("mean")};");
        writer.Line($"return {Linear.Torch("mean")}.MoveToOuterDisposeScope();");
    }

    public override IReadOnlyList<string> OutputVariables => ["scoresOutput"];

    public override void WriteOnnx(CodeWriter writer, NamePath root) =>
        writer.Line($"graph.Output({Linear.Onnx(OnnxMean(root), root)}, {OutputVariables[0]});");
}
