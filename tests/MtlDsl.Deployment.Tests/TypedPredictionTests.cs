using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Predictions take their classes only from the enum that declares them.</summary>
public sealed class TypedPredictionTests
{
    private static readonly Architecture Network = ColorNetwork.Architecture;

    private readonly SegmentationPrediction segmentation = new((SegmentationHead)Network.Heads[0], new LabelMap(3, 2, [0, 1, 2, 2, 2, 2]));
    private readonly DetectionPrediction detection = new((DetectionHead)Network.Heads[1], [new Detection(1, 0.75f, new Box(0.25f, 0.5f, 0.5f, 1))]);

    [Fact]
    public void Class_map()
    {
        var map = ClassMap<Surface>.From(segmentation);
        (map.Width, map.Height).ShouldBe((3, 2));
        (map[1, 0], map[0, 1]).ShouldBe((Surface.Grass, Surface.Water));
        map.Labels.ShouldBeSameAs(segmentation.Labels);
        map.Share(Surface.Water).ShouldBe(4 / 6.0);
        Should.Throw<ArgumentOutOfRangeException>(() => map[3, 0]);
        Should.Throw<ArgumentOutOfRangeException>(() => map[0, -1]);
        Should.Throw<ArgumentOutOfRangeException>(() => map.Share((Surface)7)).Message.ShouldStartWith("7 is no member of Surface.");
    }

    [Fact]
    public void Detected_object() =>
        DetectedObject.From<Vehicle>(detection, new PixelSize(40, 20)).ShouldBe(
            [new DetectedObject<Vehicle>(Vehicle.Truck, 0.75f, new Box(10, 10, 20, 20))]);

    [Fact]
    public void Prediction_of_another_kind()
    {
        Should.Throw<ArgumentException>(() => ClassMap<Vehicle>.From(detection)).Message
            .ShouldStartWith("Vehicles gives a DetectionPrediction, not a SegmentationPrediction.");
        Should.Throw<ArgumentException>(() => DetectedObject.From<Surface>(segmentation, new PixelSize(1, 1))).Message
            .ShouldStartWith("Surfaces gives a SegmentationPrediction, not a DetectionPrediction.");
    }

    [Fact]
    public void Enum_of_another_head() =>
        Should.Throw<ArgumentException>(() => ClassMap<Vehicle>.From(segmentation)).Message
            .ShouldStartWith("Surfaces has the classes Road, Grass, Water; those of Vehicle are Car, Truck.");
}
