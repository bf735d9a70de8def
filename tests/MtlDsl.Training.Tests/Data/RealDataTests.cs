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

    [SkippableFact]
    public void VideosOfTheDroneVehiclesAreKeptWhole()
    {
        var root = SharedData.Find("drone-vehicles-voc");
        var rule = new SplitRule { GroupBy = "_" };
        var (train, test) = (new PascalVocSource(root, Split.Train, rule: rule), new PascalVocSource(root, Split.Test, rule: rule));

        (train.Count + test.Count).ShouldBe(140);
        (test.Count / 140.0).ShouldBe(0.2, 0.01);
        Origins(train).Intersect(Origins(test)).ShouldBeEmpty();
        Origins(train).Union(Origins(test)).Count().ShouldBe(11);
    }

    [SkippableFact]
    public void ChipsOfTwoFlightsAreReadWholeAndDividedByRuns()
    {
        var root = SharedData.Find("dronedeploy-chips");
        var format = MaskFormat.Values([0, 40, 80, 120, 160, 200], []);
        var rule = new SplitRule { GroupBy = "-", Blocks = 5, TestBlock = 4, Gap = 3 };
        MaskFolderSource Open(Split split, SplitRule? divided) => new(root, split, "image-chips", "label-chips", format, divided);

        var all = new long[256];
        foreach (var example in new[] { Open(Split.Train, null), Open(Split.Test, null) }.SelectMany(Read))
            foreach (var value in example.Mask!.Values.Labels)
                all[value]++;
        // The shares of building, clutter, vegetation, water, ground and car as the chips' readme gives them.
        Enumerable.Range(0, 6).Select(k => Math.Round(100.0 * all[40 * k] / all.Sum(), 1)).ShouldBe([13, 4, 19, 0.6, 63, 0.4], 0.5);

        var (train, test) = (Open(Split.Train, rule), Open(Split.Test, rule));
        (train.Count, test.Count).ShouldBe((72, 21));
        Origins(train).Intersect(Origins(test)).ShouldBeEmpty();
        // Every class can be measured.
        Read(test).SelectMany(example => example.Mask!.Values.Labels.Distinct()).Distinct().Count().ShouldBe(6);
    }

    [SkippableFact]
    public void RunsOfChipsAreDividedSoThatEveryClassIsInEveryPart()
    {
        var root = SharedData.Find("dronedeploy-chips");
        var rule = new SplitRule { GroupBy = "-", Blocks = 8, Gap = 1 };
        MaskFolderSource Open(Split split) =>
            new(root, split, "image-chips", "label-chips", MaskFormat.Values([0, 40, 80, 120, 160, 200], []), rule, balance: true);
        var parts = new[] { Open(Split.Train), Open(Split.Validation), Open(Split.Test) };

        foreach (var part in parts)
            Read(part).SelectMany(example => example.Mask!.Values.Labels.Distinct()).Distinct().Count().ShouldBe(6);

        parts.SelectMany(part => Origins(part).Distinct()).ShouldBeUnique();
        parts[1].Count.ShouldBeInRange(17, 25);
        parts[2].Count.ShouldBeInRange(17, 25);
        // In the order of names, no chip for training lies beside one of the same flight that is for something else.
        var names = Directory.GetFiles(Path.Combine(root, "image-chips")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal).ToList();
        string[] learnt = [.. Read(parts[0]).Select(example => example.Id)], others = [.. parts.Skip(1).SelectMany(Read).Select(example => example.Id)];
        foreach (var (name, next) in names.Zip(names.Skip(1)).Where(pair => pair.First![..10] == pair.Second![..10]))
            ((learnt.Contains(name) && others.Contains(next)) || (others.Contains(name) && learnt.Contains(next))).ShouldBeFalse($"{name}, {next}");
    }

    [SkippableFact]
    public void CocosMiniSetIsReadWholeAndItsBoxesHoldPixelsOfTheirClass()
    {
        var root = SharedData.Find("coco-boxes-masks");
        YoloSource Open(Split split) => new(root, split, "box-classes.yaml", masks: "masks", maskNames: "semantic-classes.yaml");
        (Open(Split.Train).Count, Open(Split.Test).Count).ShouldBe((100, 50));

        Example[] examples = [.. Read(Open(Split.Train)), .. Read(Open(Split.Test))];

        examples.Sum(example => example.Objects!.Count).ShouldBe(1103);
        examples.SelectMany(example => example.Objects!).Select(o => o.Label).Distinct().Count().ShouldBe(74);
        foreach (var example in examples)
            foreach (var (label, box, _, _) in example.Objects!.Where(o => o.Label is "person" or "car"))
            {
                var mask = example.Mask.ShouldNotBeNull();
                var pixels = box.Scale(mask.Values.Width, mask.Values.Height);
                Enumerable.Range((int)pixels.Top, (int)MathF.Ceiling(pixels.Height)).SelectMany(y => Enumerable.Range((int)pixels.Left, (int)MathF.Ceiling(pixels.Width))
                        .Select(x => mask.Labels[mask.Values.Labels[Math.Min(y, mask.Values.Height - 1) * mask.Values.Width + Math.Min(x, mask.Values.Width - 1)]]))
                    .ShouldContain(label, $"{example.Id}: {box}");
            }
    }

    [SkippableFact]
    public void StanfordsReferenceFramesHaveTheBoxesThatWereCounted()
    {
        var root = SharedData.Find("stanford-drone");
        StanfordDroneSource Open(Split split) => new(root, split, frameStep: 20);

        Example[] examples = [.. Read(Open(Split.Train)), .. Read(Open(Split.Test))];

        examples.Length.ShouldBe(16);
        Origins(Open(Split.Train)).Intersect(Origins(Open(Split.Test))).ShouldBeEmpty();
        var counted = File.ReadLines(Path.Combine(root, "reference-frames.csv")).Skip(1).Select(line => line.Split(','))
            .ToDictionary(row => $"{row[0]}/{row[1]}/{int.Parse(row[2]):D6}", row => int.Parse(row[3]));
        foreach (var example in examples)
            example.Objects!.Count.ShouldBe(counted[example.Id], example.Id);
        // Some of what has not left stands behind something.
        examples.SelectMany(example => example.Objects!).Count().ShouldBe(279);
        examples.SelectMany(example => example.Objects!).Count(o => o.Difficult).ShouldBe(8);
        examples.SelectMany(example => example.Objects!).Select(o => o.Label).ShouldBeSubsetOf(["Pedestrian", "Biker", "Skater", "Cart", "Car", "Bus"]);
    }

    private static IEnumerable<Example> Read(IExampleSource source) => Enumerable.Range(0, source.Count).Select(source.Read);

    private static IEnumerable<string?> Origins(IExampleSource source) => Enumerable.Range(0, source.Count).Select(source.Origin).Distinct();
}
