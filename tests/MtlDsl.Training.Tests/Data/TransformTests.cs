using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class TransformTests
{
    [Fact]
    public void FlipsAsOftenAsAskedAndBackAgain()
    {
        Many(500, new RandomFlip()).Count(s => s.View.Mirrored).ShouldBeInRange(200, 300);
        Many(50, new RandomFlip(1)).ShouldAllBe(s => s.View.Mirrored);
        Many(50, new RandomFlip(1), new RandomFlip(1)).ShouldAllBe(s => !s.View.Mirrored);
        Many(50, new RandomFlip(0)).ShouldAllBe(s => !s.View.Mirrored);
    }

    [Fact]
    public void ExpansionHoldsTheWholeImageInAFrameOfTheSameProportions()
    {
        var windows = Many(500, new Expand(4)).Select(s => s.View.Window).ToList();

        windows.Count(window => window == View.Whole.Window).ShouldBeInRange(200, 300);
        windows.ShouldAllBe(w => w.Left <= 0 && w.Top <= 0 && w.Right > 0.9999f && w.Bottom > 0.9999f);
        windows.ShouldAllBe(w => Math.Abs(w.Width - w.Height) < 1e-4);
        windows.Max(w => w.Width).ShouldBeInRange(3.5f, 4f);
        windows.Select(w => w.Left / (w.Width - 1)).Where(float.IsFinite).Min().ShouldBeLessThan(-0.9f);
        Many(100, new Expand(2, probability: 1)).Max(s => s.View.Window.Width).ShouldBeInRange(1.8f, 2f);
    }

    [Fact]
    public void ExpansionAfterACropBuildsOnTheCrop()
    {
        var sample = SampleWith();
        sample.View = new View(new Box(0.5f, 0.25f, 0.75f, 0.75f), Mirrored: true);

        new Expand(2, probability: 1).Apply(sample, new Random(3));

        var (left, top, right, bottom) = sample.View.Window;
        left.ShouldBeLessThan(0.5f);
        top.ShouldBeLessThan(0.25f);
        ((bottom - top) / (right - left)).ShouldBe(2, 1e-4);
        sample.View.Mirrored.ShouldBeTrue();
    }

    [Fact]
    public void CropsStayInTheFrameWithSidesAndAspectInBounds()
    {
        var frame = new Box(-1, -0.5f, 1, 1.5f);
        var windows = Windows(new MinOverlapCrop(), 1000, () => SampleWith(), frame).Where(window => window != frame).ToList();

        windows.Count.ShouldBeInRange(780, 930); // six of seven, less none: without objects every window will do
        windows.ShouldAllBe(w => w.Left >= -1.0001f && w.Top >= -0.5001f && w.Right <= 1.0001f && w.Bottom <= 1.5001f);
        windows.ShouldAllBe(w => w.Width >= 0.599f && w.Height >= 0.599f && w.Width / w.Height < 2.001f && w.Height / w.Width < 2.001f);
        windows.Min(w => w.Width).ShouldBeLessThan(0.7f);
        windows.Max(w => w.Width / w.Height).ShouldBeGreaterThan(1.8f);
    }

    [Fact]
    public void CropsShowAnObjectWithSomeOverlap()
    {
        var thing = new Box(0.1f, 0.2f, 0.7f, 0.8f);
        var windows = Windows(new MinOverlapCrop(), 1000, () => SampleWith(thing), View.Whole.Window)
            .Where(window => window != View.Whole.Window).ToList();

        windows.Count.ShouldBeGreaterThan(500);
        windows.ShouldAllBe(window => new View(window, false).Shows(thing));
        // Draws that ask for 0.5, 0.7 or 0.9 get it or leave the sample whole: among crops large overlaps are common.
        windows.Count(window => window.Overlap(thing) >= 0.5f).ShouldBeInRange(250, 500);
        windows.Count(window => window.Overlap(thing) >= 0.7f).ShouldBeInRange(100, 250);
        windows.Count(window => window.Overlap(thing) < 0.5f).ShouldBeInRange(50, 400);
    }

    [Fact]
    public void CropsDoNotFollowDifficultObjectsOrThoseOutOfView()
    {
        var (seen, difficult, hidden) = (new Box(0.1f, 0.1f, 0.4f, 0.4f), new Box(0.6f, 0.6f, 0.9f, 0.9f), new Box(1.2f, 1.2f, 1.6f, 1.6f));
        Sample Make() => new("s", new RgbImage(8, 8), [null, new ObjectLabels(
            [new ObjectLabel(0, seen, false), new ObjectLabel(0, difficult, true), new ObjectLabel(0, hidden, false)])]);

        Windows(new MinOverlapCrop(), 500, Make, View.Whole.Window).ShouldAllBe(window => new View(window, false).Shows(seen));
    }

    [Fact]
    public void DistortsWithinItsBoundsAndEachPartForHalfOfTheSamples()
    {
        var shifts = Many(2000, new PhotometricDistortion()).Select(s => s.Colors.SingleOrDefault() ?? new ColorShift()).ToList();

        Within(shifts.Select(s => s.Brightness), 0, 32f / 255);
        Within(shifts.Select(s => s.Contrast), 1, 0.5f);
        Within(shifts.Select(s => s.Saturation), 1, 0.5f);
        Within(shifts.Select(s => s.Hue), 0, 18);
        shifts.Count(s => s.ContrastLast).ShouldBeInRange(850, 1150);
        // All four draws neutral, one time in sixteen, leaves the sample without a shift.
        Many(2000, new PhotometricDistortion()).Count(s => s.Colors.Count == 0).ShouldBeInRange(80, 170);

        static void Within(IEnumerable<float> drawn, float neutral, float largest)
        {
            var changed = drawn.Where(value => value != neutral).ToList();
            changed.Count.ShouldBeInRange(850, 1150);
            changed.ShouldAllBe(value => Math.Abs(value - neutral) <= largest * 1.0001f);
            changed.Max().ShouldBeGreaterThan(neutral + 0.9f * largest);
            changed.Min().ShouldBeLessThan(neutral - 0.9f * largest);
        }
    }

    [Fact]
    public void DistortsMilderWhereAsked() =>
        Many(500, new PhotometricDistortion(brightness: 0, contrast: 0.1, saturation: 0, hue: 0)).SelectMany(s => s.Colors)
            .ShouldAllBe(s => s.Brightness == 0 && s.Saturation == 1 && s.Hue == 0 && Math.Abs(s.Contrast - 1) <= 0.1001f);

    [Fact]
    public void RefusesArgumentsThatMakeNoSense()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Expand(0.5));
        Should.Throw<ArgumentOutOfRangeException>(() => new MinOverlapCrop(minScale: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new MinOverlapCrop(minScale: 1.5));
        Should.Throw<ArgumentOutOfRangeException>(() => new MinOverlapCrop(maxAspect: 0.5));
    }

    /// <summary>Image, mask and boxes are one: whatever is drawn, a box painted into image and mask stays around its paint.</summary>
    [Fact]
    public void ImageMaskAndBoxesMoveTogether()
    {
        Transform[] all =
            [new PhotometricDistortion(0.05, 0.2, 0.2, 10), new Expand(3), new MinOverlapCrop(), new RandomFlip(), new Warp()];
        var renderer = new SampleRenderer(TinyNetwork.Architecture);
        var size = renderer.Size;
        var planes = new float[renderer.ImageLength];
        var pixels = new long[renderer.PixelCount];
        var (seen, mirrored, cropped) = (0, 0, 0);
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var (sample, labels, objects) = Painted(random);
            random.Shuffle(all);
            foreach (var transform in all)
                transform.Apply(sample, random);

            renderer.RenderPixels(sample.View, labels, pixels);
            renderer.RenderImage(sample, planes);
            var found = SampleRenderer.RenderObjects(sample.View, objects);
            if (found.Count == 0)
                continue;
            var expected = found.ShouldHaveSingleItem().Box.Scale(size.Width, size.Height);
            ShouldBeNear(Painter.Extent(size, i => pixels[i] == 1), expected, 1, seed);
            // The object is black, the rest of the image white and the frame in between; a filtered edge lies half a pixel off at most.
            ShouldBeNear(Painter.Extent(size, i => planes[i] < -0.5f), expected, 1.5f, seed);
            seen++;
            mirrored += sample.View.Mirrored ? 1 : 0;
            cropped += sample.View.Window.Width < 0.99f ? 1 : 0;
        }
        seen.ShouldBeGreaterThan(1200);
        mirrored.ShouldBeGreaterThan(400);
        cropped.ShouldBeGreaterThan(400);
    }

    private static (Sample Sample, PixelLabels Labels, ObjectLabels Objects) Painted(Random random)
    {
        var image = new RgbImage(random.Next(100, 200), random.Next(100, 200));
        var (left, top) = (random.Next(0, image.Width / 2), random.Next(0, image.Height / 2));
        var (width, height) = (random.Next(image.Width / 4, image.Width / 2), random.Next(image.Height / 4, image.Height / 2));
        var box = new Box(left, top, left + width, top + height);
        var map = new LabelMap(image.Width, image.Height);
        Painter.Fill(map, box, 1);
        for (var i = 0; i < map.Labels.Length; i++)
            image.Pixels.AsSpan(3 * i, 3).Fill(map.Labels[i] == 1 ? (byte)0 : (byte)255);
        var labels = new PixelLabels(map);
        var objects = new ObjectLabels([new ObjectLabel(0, box.Scale(1f / image.Width, 1f / image.Height), false)]);
        return (new Sample("painted", image, [labels, objects]), labels, objects);
    }

    private static void ShouldBeNear(Box? found, Box expected, float tolerance, int seed)
    {
        var box = found.ShouldNotBeNull($"seed {seed}");
        box.Left.ShouldBe(expected.Left, tolerance, $"seed {seed}");
        box.Top.ShouldBe(expected.Top, tolerance, $"seed {seed}");
        box.Right.ShouldBe(expected.Right, tolerance, $"seed {seed}");
        box.Bottom.ShouldBe(expected.Bottom, tolerance, $"seed {seed}");
    }

    private static List<Sample> Many(int count, params Transform[] transforms) =>
    [
        .. Enumerable.Range(0, count).Select(seed =>
        {
            var (sample, random) = (SampleWith(), new Random(seed));
            foreach (var transform in transforms)
                transform.Apply(sample, random);
            return sample;
        }),
    ];

    private static List<Box> Windows(Transform transform, int count, Func<Sample> make, Box frame) =>
    [
        .. Enumerable.Range(0, count).Select(seed =>
        {
            var sample = make();
            sample.View = new View(frame, false);
            transform.Apply(sample, new Random(seed));
            return sample.View.Window;
        }),
    ];

    private static Sample SampleWith(params Box[] objects) =>
        new("sample", new RgbImage(8, 8), [null, new ObjectLabels([.. objects.Select(box => new ObjectLabel(0, box, false))])]);
}
