using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>[FcnHead]: a fully convolutional segmentation head.</summary>
internal sealed record FcnHeadSpec(HeadProperty Property, StageRef Tap, EquatableArray<StageRef> Skips, Upsampling Upsampling) : HeadSpec(Property), ISkipping
{
    public static HeadSpec Read(HeadReader reader) => new FcnHeadSpec(reader.Property, reader.Tap("tap"), reader.Taps("Skip"), reader.Upsampling());

    public override string DescriptionType => $"global::MtlDsl.SegmentationHead<{Classes.Enum}>";

    public override HeadTypes Types => new(
        Name, TorchNames.Tensor, $"{Training}.Data.SegmentationTargets", $"{Deployment}.ClassMap<{Classes.Enum}>");

    public override string Typed(int index) => $"{Types.Prediction}.From(Heads[{Text.Number(index)}])";

    public override IReadOnlyList<string> OutputNames => ["seg_scores"];

    public override IEnumerable<StageRef> Taps => Skips.Prepend(Tap);

    public override HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image) => new FcnGraph(this, owned, taps, image);
}

/// <summary>A segmentation head in its network.</summary>
internal sealed record FcnGraph(FcnHeadSpec Fcn, IReadOnlyList<Stage> Owned, IReadOnlyList<Stage> Maps, Shape Image)
    : PixelwiseGraph(Fcn, Owned, Maps, Fcn.Classes.Members.Count, Fcn.Upsampling, Image)
{
    protected override string Word => "score";

    public override string Gives => $"N x {Text.Number(Channels)} x {Text.Number(Image.Height)} x {Text.Number(Image.Width)}, class scores before the softmax";
}
