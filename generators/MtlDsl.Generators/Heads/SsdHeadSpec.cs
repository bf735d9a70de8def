using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Losses;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>[SsdHead]: detection with default boxes.</summary>
internal sealed record SsdHeadSpec(HeadProperty Property, EquatableArray<DetectAtSpec> Maps) : HeadSpec(Property)
{
    public static HeadSpec Read(HeadReader reader) => new SsdHeadSpec(reader.Property, reader.Maps());

    /// <summary>Score channels a default box: the classes and the background.</summary>
    public int ScoreClasses => Classes.Members.Count + 1;

    /// <summary>The overlap from which a default box is matched.</summary>
    public double Overlap => Losses.OfType<MultiBoxLoss>().FirstOrDefault()?.Overlap ?? MultiBoxLoss.StandardOverlap;

    public override string DescriptionType => $"global::MtlDsl.DetectionHead<{Classes.Enum}>";

    public override HeadTypes Types => new(
        Name, $"{Training}.DetectionOutput", $"{Training}.Data.DetectionTargets", $"{Deployment}.DetectedObjects<{Classes.Enum}>");

    public override IReadOnlyList<string> Tensors(string output) => [$"{output}.Confidences", $"{output}.Locations"];

    public override string Typed(int index) => $"{Types.Prediction}.Of(this, {Text.Number(index)})";

    public override IReadOnlyList<string> OutputNames => ["mbox_conf_out", "mbox_location_out"];

    public override IEnumerable<StageRef> Taps => Maps.Select(m => m.Tap);

    public override HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image) =>
        new SsdGraph(this, owned, Maps.Select((map, index) => new DetectionMap(map, taps[index])).ToList());
}

/// <summary>A map on which an SSD head predicts, with the shapes of its default boxes in pixels.</summary>
internal sealed record DetectAtSpec(StageRef Tap, EquatableArray<BoxShape> Shapes, double Step, double L2Norm, Origin Origin);

/// <summary>Width and height of a default box in pixels.</summary>
internal readonly record struct BoxShape(double Width, double Height);
