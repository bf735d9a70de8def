using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>[DenseHead]: values for every pixel.</summary>
internal sealed record DenseHeadSpec(HeadProperty Property, StageRef Tap, EquatableArray<StageRef> Skips, int Channels, Upsampling Upsampling) : HeadSpec(Property), ISkipping
{
    private const int MostChannels = 1024;

    public static HeadSpec Read(HeadReader reader) => new DenseHeadSpec(
        reader.Property, reader.Tap("tap"), reader.Taps("Skip"), reader.Arguments.Count("Channels", 1, MostChannels), reader.Upsampling());

    public override string DescriptionType => "global::MtlDsl.RegressionHead";

    public override HeadTypes Types => new(
        Name, TorchNames.Tensor, $"{Training}.Data.RegressionTargets", "global::MtlDsl.Vision.ValueMap");

    public override string Typed(int index) => $"(({Deployment}.RegressionPrediction)Heads[{Text.Number(index)}]).Values";

    // Images of another size take another map.
    public override bool IsView => false;

    public override IReadOnlyList<string> OutputNames => ["dense_values"];

    public override IEnumerable<StageRef> Taps => Skips.Prepend(Tap);

    public override HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image) => new DenseGraph(this, owned, taps, image);
}

/// <summary>A dense regression head in its network.</summary>
internal sealed record DenseGraph(DenseHeadSpec Dense, IReadOnlyList<Stage> Owned, IReadOnlyList<Stage> Maps, Shape Image)
    : PixelwiseGraph(Dense, Owned, Maps, Dense.Channels, Dense.Upsampling, Image)
{
    protected override string Word => "value";

    public override string Gives => $"N x {Text.Number(Channels)} x {Text.Number(Image.Height)} x {Text.Number(Image.Width)}, values";

    public override IEnumerable<string> DescriptionArguments(string outputs, Shape image) => [Text.Number(Channels), outputs];
}
