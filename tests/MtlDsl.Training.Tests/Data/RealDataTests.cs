using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>The readers on data sets as they were published.</summary>
public sealed class RealDataTests
{
    [SkippableFact]
    public void PennFudanIsReadWholeAndItsBoxesEncloseTheirMasks()
    {
        var root = SharedData.Find("penn-fudan");
        var (train, test) = (new PascalTextSource(root, Split.Train), new PascalTextSource(root, Split.Test));
        (train.Count, test.Count).ShouldBe((92, 22));

        var boxes = 0;
        Example[] examples = [.. Enumerable.Range(0, 92).Select(train.Read), .. Enumerable.Range(0, 22).Select(test.Read)];
        foreach (var example in examples)
        {
            var (mask, objects) = (example.Mask.ShouldNotBeNull(), example.Objects.ShouldNotBeNull());
            boxes += objects.Count;
            for (var k = 0; k < objects.Count; k++)
            {
                objects[k].Label.ShouldBeOneOf("PASpersonWalking", "PASpersonStanding");
                var extent = Painter.Extent(mask.Values.Size, i => mask.Values.Labels[i] == k + 1).ShouldNotBeNull(example.Id);
                var box = objects[k].Box.Scale(mask.Values.Width, mask.Values.Height);
                box.Overlap(extent).ShouldBeGreaterThan(0.93f, $"{example.Id}, object {k + 1}");
            }
            mask.Values.Labels.Max().ShouldBeLessThanOrEqualTo((byte)objects.Count, example.Id);
        }
        boxes.ShouldBe(277);
    }

    [SkippableFact]
    public void DroneVehiclesAreReadWhole()
    {
        var root = SharedData.Find("drone-vehicles-voc");
        var (train, test) = (new PascalVocSource(root, Split.Train), new PascalVocSource(root, Split.Test));
        (train.Count, test.Count).ShouldBe((112, 28));

        Example[] examples = [.. Enumerable.Range(0, 112).Select(train.Read), .. Enumerable.Range(0, 28).Select(test.Read)];

        examples.Select(example => example.Id).Distinct().Count().ShouldBe(140);
        examples.Sum(example => example.Objects!.Count).ShouldBe(703);
        examples.ShouldAllBe(example => example.Image.Size == new PixelSize(640, 640) && example.Mask == null);
        examples.SelectMany(example => example.Objects!).ShouldAllBe(o => o.Label == "car" && !o.Difficult);
    }
}
