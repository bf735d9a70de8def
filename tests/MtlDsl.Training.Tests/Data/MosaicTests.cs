using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class MosaicTests
{
    private static readonly PixelSize Input = TinyNetwork.Architecture.Input;

    [Fact]
    public void FourPartsFillThePictureAndNoneIsSmallerThanAsked()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var sample = Compose(seed, new Mosaic(1, 0.3));

            Box[] parts = [.. sample.Tiles.Select(tile => tile.Part!.Value)];
            parts.Length.ShouldBe(4);
            parts.Sum(part => part.Area).ShouldBe(1, 1e-5);
            parts.ShouldAllBe(part => part.Width > 0.2999f && part.Height > 0.2999f);
            // Every pixel is written, and with a picture: the values are those of the four images.
            Values(sample).Distinct().Count().ShouldBe(4);
            sample.View.ShouldBe(View.Whole);
            sample.Size.ShouldBe(sample.Image.Size);
        }
    }

    [Fact]
    public void NoImageIsLargerThanItWasAloneAndAllKeepTheProportionsOfWarping()
    {
        for (var seed = 0; seed < 200; seed++)
            foreach (var tile in Compose(seed, new Mosaic(1)).Tiles)
            {
                tile.Frame.Width.ShouldBeInRange(0.2999f, 1.0001f);
                tile.Frame.Height.ShouldBe(tile.Frame.Width, 1e-5);
                tile.Frame.Intersect(tile.Part!.Value).Area.ShouldBe(tile.Part.Value.Area, 1e-5);
            }
    }

    [Fact]
    public void ComesAsOftenAsAsked() =>
        Enumerable.Range(0, 500).Count(seed => Compose(seed, new Mosaic(0.3)).Tiles.Count == 4).ShouldBeInRange(110, 190);

    [Fact]
    public void TransformsBeforeApplyToEachPartAndThoseAfterToAll()
    {
        Transform[] before = [new RandomFlip(), new PhotometricDistortion(), new Mosaic(1)];
        Sample[] mixed = [.. Enumerable.Range(0, 100).Select(seed => Compose(seed, before))];

        mixed.SelectMany(sample => sample.Tiles).Count(tile => tile.Frame.Width < 0).ShouldBeInRange(150, 250);
        mixed.Count(sample => sample.Tiles.Select(tile => tile.Frame.Width < 0).Distinct().Count() == 2).ShouldBeGreaterThan(70);
        mixed.ShouldAllBe(sample => sample.Colors.Count == 0);
        mixed.SelectMany(sample => sample.Tiles).Count(tile => tile.Colors.Count == 1).ShouldBeGreaterThan(350);

        var after = Compose(3, new Mosaic(1), new RandomFlip(1), new HsvDistortion());
        after.View.Mirrored.ShouldBeTrue();
        after.Tiles.ShouldAllBe(tile => tile.Frame.Width > 0 && tile.Colors.Count == 0);
        after.Colors.Count.ShouldBe(1);
    }

    [Fact]
    public void PixelsOfAnImageWithoutAMaskAreIgnoredAndBoxesNeedAllFour()
    {
        var sample = Compose(1, k => Make(k, mask: k != 2, boxes: k != 2), new Mosaic(1));
        var pixels = new long[Input.Width * Input.Height];
        new SampleRenderer(TinyNetwork.Architecture).RenderPixels(sample, TinyNetwork.Surfaces, pixels);

        var part = PixelRegion.Within(sample.Tiles.Single(tile => tile.Labels[0] is null).Part!.Value, Input);
        pixels.Count(label => label == SegmentationTargets.Ignored).ShouldBe(part.Width * part.Height);
        SampleRenderer.RenderObjects(sample, TinyNetwork.Objects).ShouldBeNull();
        SampleRenderer.RenderObjects(Compose(1, new Mosaic(1)), TinyNetwork.Objects).ShouldNotBeNull();
    }

    [Fact]
    public void AClassOfTheWholeImageStaysWhereAllFourAgree()
    {
        var network = new Architecture(
            "Kinds", Input, PixelNormalization.ImageNet, [new ClassificationHead("Kind", [new("A", default), new("B", default)], "scores")], [], []);
        foreach (var (kinds, expected) in new[] { (new[] { 1, 1, 1, 1 }, 1L), ([1, 0, 1, 1], -1) })
        {
            var next = 0;
            var sample = new Augmentation([new Mosaic(1)], _ => new Sample("s", new RgbImage(4, 4), [new ClassLabel(kinds[next++])]), 4)
                .Prepare(0, new Random(1));
            var buffer = new BatchBuffer(network, 1);
            buffer.Fill(0, sample);
            using var batch = buffer.ToBatch(always: true);

            ((ClassificationTargets)batch.Targets[0]!).Labels.data<long>().ToArray().ShouldBe([expected]);
        }
    }

    [Fact]
    public void ALonelySampleIsPutBesideItself()
    {
        var sample = Make(0);

        new Mosaic(1).Apply(sample, new Random(5));

        sample.Tiles.Count.ShouldBe(4);
        Values(sample).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void TheBatchIsTheSameWhateverTheNumberOfWorkers()
    {
        Record(4).ShouldBe(Record(1));

        static List<string> Record(int workers)
        {
            Transform[] transforms = [new RandomFlip(0.5, vertical: true), new Mosaic(0.7), new HsvDistortion(), new ScaleJitter(0.8, 1.2), new RandomCrop()];
            using var loader = new BatchLoader(
                [new(new TinyAdapter(transforms), MemorySource.Noise(9))], new() { BatchSize = 3, Workers = workers, Seed = 4, CacheBytes = 0 });
            return
            [
                .. Enumerable.Range(0, 8).Select(_ =>
                {
                    using var batch = loader.Next();
                    return BatchContent.Fingerprint(batch);
                }),
            ];
        }
    }

    private static Sample Compose(int seed, params Transform[] transforms) => Compose(seed, k => Make(k), transforms);

    // Four images in a row, however the draws fall.
    private static Sample Compose(int seed, Func<int, Sample> make, params Transform[] transforms)
    {
        var next = 0;
        return new Augmentation(transforms, _ => make(next++ % 4), 4).Prepare(0, new Random(seed));
    }

    private static Sample Make(int k, bool mask = true, bool boxes = true)
    {
        var image = new RgbImage(40, 30);
        Array.Fill(image.Pixels, (byte)(60 * (k + 1)));
        HeadLabels?[] labels =
        [
            mask ? new PixelLabels(new LabelMap(40, 30)) : null,
            boxes ? new ObjectLabels([new ObjectLabel(0, new Box(0.3f, 0.3f, 0.7f, 0.7f), false)]) : null,
        ];
        return new Sample($"flat{k}", image, labels) { Input = Input };
    }

    private static int[] Values(Sample sample)
    {
        var renderer = new SampleRenderer(TinyNetwork.Architecture);
        var planes = new float[renderer.ImageLength];
        planes.AsSpan().Fill(float.NaN);
        renderer.RenderImage(sample, planes);
        return [.. planes[..renderer.PixelCount].Select(value => (int)MathF.Round(value * 58.395f + 123.675f))];
    }
}
