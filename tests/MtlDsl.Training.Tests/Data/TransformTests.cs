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
    public void FlipsUpsideDownOnlyWhereAskedAndIndependently()
    {
        Many(50, new RandomFlip(1)).ShouldAllBe(s => !s.View.UpsideDown);
        Many(50, new RandomFlip(1, vertical: true)).ShouldAllBe(s => s.View.Mirrored && s.View.UpsideDown);

        var views = Many(1000, new RandomFlip(vertical: true)).Select(s => s.View).CountBy(view => (view.Mirrored, view.UpsideDown)).ToList();
        views.Count.ShouldBe(4);
        views.ShouldAllBe(group => group.Value >= 190 && group.Value <= 310);
    }

    [Fact]
    public void ACropHasItsSizeInPixelsAndLiesAnywhereInWhatWasSeen()
    {
        Box[] windows = [.. Many(500, new RandomCrop(4, 2)).Select(s => s.View.Window.Scale(8, 8))];

        windows.ShouldAllBe(w => Math.Abs(w.Width - 4) < 1e-4 && Math.Abs(w.Height - 2) < 1e-4);
        windows.ShouldAllBe(w => w.Left >= 0 && w.Top >= 0 && w.Right < 8.0001f && w.Bottom < 8.0001f);
        windows.Min(w => w.Left).ShouldBeLessThan(0.2f);
        windows.Max(w => w.Left).ShouldBeGreaterThan(3.8f);
        windows.Max(w => w.Top).ShouldBeGreaterThan(5.8f);
    }

    [Fact]
    public void ACropAfterScaleJitterCutsOutOfWhatIsEnlarged()
    {
        double[] widths = [.. Enumerable.Range(0, 500).Select(seed =>
        {
            var (sample, random) = (SampleWith(), new Random(seed));
            new ScaleJitter(0.5, 2).Apply(sample, random);
            new RandomCrop(4, 2).Apply(sample, random);
            var window = sample.View.Window.Scale(8, 8);
            (window.Width / window.Height).ShouldBe(2, 1e-3);
            return (double)window.Width;
        })];

        widths.ShouldAllBe(width => width > 1.999 && width < 8.001);
        (widths.Min() < 2.1 && widths.Max() > 7.6).ShouldBeTrue();
        widths.Average(width => 4 / width).ShouldBe(1.25, 0.05);
    }

    [Fact]
    public void ACropIsAsLargeAsTheNetworksInputWhereNothingElseIsSaid()
    {
        var sample = new Sample("s", new RgbImage(40, 20), [null, null]) { Input = new PixelSize(10, 5) };

        new RandomCrop().Apply(sample, new Random(1));

        (sample.View.Window.Width * 40).ShouldBe(10, 1e-4);
        (sample.View.Window.Height * 20).ShouldBe(5, 1e-4);
    }

    [Fact]
    public void ACropThatIsLargerThanTheImageHoldsAllOfIt()
    {
        Box[] windows = [.. Many(200, new RandomCrop(16, 4)).Select(s => s.View.Window.Scale(8, 8))];

        windows.ShouldAllBe(w => w.Left <= 0 && w.Right >= 7.999f && w.Top >= 0 && w.Bottom < 8.0001f);
        windows.Min(w => w.Left).ShouldBeLessThan(-7.5f);
        windows.Max(w => w.Left).ShouldBeGreaterThan(-0.5f);
    }

    [Fact]
    public void ScaleJitterKeepsProportionsAndStaysInBounds()
    {
        var frame = new Box(0.2f, 0.1f, 0.8f, 0.4f);
        var windows = Windows(new ScaleJitter(0.5, 2), 1000, () => SampleWith(), frame);

        windows.ShouldAllBe(w => Math.Abs(w.Width / w.Height - 2) < 1e-3);
        double[] factors = [.. windows.Select(w => frame.Width / w.Width)];
        factors.ShouldAllBe(factor => factor > 0.4999 && factor < 2.0001);
        factors.Average().ShouldBe(1.25, 0.05);
        // Whichever is larger, the frame or the window, holds the other.
        windows.ShouldAllBe(w => w.Width < frame.Width
            ? w.Left > 0.1999f && w.Right < 0.8001f && w.Top > 0.0999f && w.Bottom < 0.4001f
            : w.Left < 0.2001f && w.Right > 0.7999f && w.Top < 0.1001f && w.Bottom > 0.3999f);
    }

    [Fact]
    public void HsvDistortionChangesAllThreeWithinItsBounds()
    {
        ColorShift[] shifts = [.. Many(1000, new HsvDistortion(hue: 10, saturation: 0.4, value: 0.2)).Select(s => s.Colors.ShouldHaveSingleItem())];

        shifts.ShouldAllBe(s => s.Brightness == 0);
        Within(shifts.Select(s => s.Hue), 0, 10);
        Within(shifts.Select(s => s.Saturation), 1, 0.4f);
        Within(shifts.Select(s => s.Contrast), 1, 0.2f);

        static void Within(IEnumerable<float> drawn, float neutral, float largest)
        {
            float[] changes = [.. drawn.Select(value => value - neutral)];
            changes.ShouldAllBe(change => Math.Abs(change) <= largest * 1.0001f);
            changes.Average().ShouldBe(0, largest / 10);
            changes.Max().ShouldBeGreaterThan(0.95f * largest);
            changes.Min().ShouldBeLessThan(-0.95f * largest);
        }
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
        Should.Throw<ArgumentOutOfRangeException>(() => new RandomCrop(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ScaleJitter(0, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ScaleJitter(1, 0.9));
        Should.Throw<ArgumentOutOfRangeException>(() => new Mosaic(minShare: 0.6));
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
