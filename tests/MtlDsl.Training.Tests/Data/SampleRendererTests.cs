using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

public sealed class SampleRendererTests
{
    private readonly SampleRenderer renderer = new(TinyNetwork.Architecture);

    [Fact]
    public void NormalisesTheImageChannelByChannel()
    {
        var planes = Render(Flat(200, 100, 50), View.Whole);

        Channel(planes, 0).ShouldAllBe(value => Math.Abs(value - (200 - 123.675f) / 58.395f) < 1e-4);
        Channel(planes, 1).ShouldAllBe(value => Math.Abs(value - (100 - 116.28f) / 57.12f) < 1e-4);
        Channel(planes, 2).ShouldAllBe(value => Math.Abs(value - (50 - 103.53f) / 57.375f) < 1e-4);
    }

    [Fact]
    public void ShiftsColorsOfTheImageAndNotOfTheFrame()
    {
        // The image is the middle half of the view: cells 12 to 36 of 48, 8 to 24 of 32.
        var view = new View(new Box(-0.5f, -0.5f, 1.5f, 1.5f), Mirrored: true);
        var planes = Render(Flat(200, 100, 50), view, new ColorShift(Brightness: 10f / 255), new ColorShift(Contrast: 0.5f));

        var size = renderer.Size;
        for (var y = 0; y < size.Height; y++)
        for (var x = 0; x < size.Width; x++)
        {
            var inside = x is >= 12 and < 36 && y is >= 8 and < 24;
            planes[y * size.Width + x].ShouldBe(inside ? (105 - 123.675f) / 58.395f : 0, 1e-4);
        }
        Channel(planes, 2)[16 * 48 + 24].ShouldBe((30 - 103.53f) / 57.375f, 1e-4);
    }

    [Fact]
    public void PixelsBeyondTheImageHaveNoLabel()
    {
        var pixels = new long[renderer.PixelCount];
        renderer.RenderPixels(See(new View(new Box(0, 0, 2, 1), Mirrored: true), new PixelLabels(new LabelMap(8, 8))), 0, pixels);

        pixels[0].ShouldBe(SegmentationTargets.Ignored);
        pixels[23].ShouldBe(SegmentationTargets.Ignored);
        pixels[24].ShouldBe(0);
        pixels[47].ShouldBe(0);
    }

    [Fact]
    public void ObjectsAreKeptByTheirCentreAndClipped()
    {
        var labels = new ObjectLabels([
            new ObjectLabel(0, new Box(0.4f, 0.4f, 0.7f, 0.6f), false),
            new ObjectLabel(1, new Box(0.2f, 0.4f, 0.7f, 0.6f), true),
        ]);

        var half = new View(new Box(0.5f, 0, 1, 1));
        var seen = SampleRenderer.RenderObjects(See(half, labels), 0)!.ShouldHaveSingleItem();
        var mirrored = SampleRenderer.RenderObjects(See(half with { Mirrored = true }, labels), 0)!.ShouldHaveSingleItem();
        var upsideDown = SampleRenderer.RenderObjects(See(half with { UpsideDown = true }, labels), 0)!.ShouldHaveSingleItem();

        (seen.Class, seen.Difficult).ShouldBe((0, false));
        ShouldBe(seen.Box, 0, 0.4f, 0.4f, 0.6f);
        ShouldBe(mirrored.Box, 0.6f, 0.4f, 1, 0.6f);
        ShouldBe(upsideDown.Box, 0, 0.4f, 0.4f, 0.6f);
    }

    private static Sample See(View view, HeadLabels labels) => new("sample", new RgbImage(8, 8), [labels]) { View = view };

    private static void ShouldBe(Box box, float left, float top, float right, float bottom)
    {
        box.Left.ShouldBe(left, 1e-5);
        box.Top.ShouldBe(top, 1e-5);
        box.Right.ShouldBe(right, 1e-5);
        box.Bottom.ShouldBe(bottom, 1e-5);
    }

    private float[] Render(RgbImage image, View view, params ColorShift[] shifts)
    {
        var sample = new Sample("sample", image, [null, null]) { View = view };
        foreach (var shift in shifts)
            sample.Colors.Add(shift);
        var planes = new float[renderer.ImageLength];
        renderer.RenderImage(sample, planes);
        return planes;
    }

    private float[] Channel(float[] planes, int channel) => planes[(channel * renderer.PixelCount)..((channel + 1) * renderer.PixelCount)];

    private static RgbImage Flat(byte r, byte g, byte b) => new(10, 10, [.. Enumerable.Range(0, 100).SelectMany(_ => new[] { r, g, b })]);
}
