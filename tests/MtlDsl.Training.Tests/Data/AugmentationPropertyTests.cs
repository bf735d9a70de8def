using MtlDsl.Training.Data;
using MtlDsl.Vision;

namespace MtlDsl.Training.Tests.Data;

/// <summary>Image, mask, dense values and boxes are one: whatever is done to a painted image, they stay around the same paint.</summary>
public sealed class AugmentationPropertyTests
{
    private readonly SampleRenderer renderer = new(PaintedScenes.Network);
    private readonly float[] planes;
    private readonly long[] pixels;
    private readonly float[] values;

    public AugmentationPropertyTests() =>
        (planes, pixels, values) = (new float[renderer.ImageLength], new long[renderer.PixelCount], new float[renderer.PixelCount]);

    [Fact]
    public void EveryChainOfTransformsMovesAllLabelsTogether()
    {
        var (objects, mirrored, upsideDown, cropped, expanded, mosaics) = (0, 0, 0, 0, 0, 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var sample = new Augmentation(Chain(random), k => PaintedScenes.Paint(k, random), PaintedScenes.Count)
                .Prepare(random.Next(PaintedScenes.Count), random);

            Render(sample);
            ValuesShouldEqualPixels(seed);
            if (sample.Tiles.Select(Painted).Distinct().Count() < sample.Tiles.Count)
                continue; // an image twice: its objects could not be told apart
            ColorsShouldMatchPixels(seed);
            foreach (var found in SampleRenderer.RenderObjects(sample, PaintedScenes.Objects)!)
            {
                BoxShouldHoldItsPixels(found, seed);
                objects++;
            }
            mirrored += sample.View.Mirrored ? 1 : 0;
            upsideDown += sample.View.UpsideDown ? 1 : 0;
            cropped += sample.View.Window.Width < 0.95f ? 1 : 0;
            expanded += sample.View.Window.Width > 1.05f ? 1 : 0;
            mosaics += sample.Tiles.Count > 1 ? 1 : 0;
        }
        objects.ShouldBeGreaterThan(2000);
        foreach (var times in new[] { mirrored, upsideDown, cropped, expanded, mosaics })
            times.ShouldBeGreaterThan(100);
    }

    // Some of all transforms, in any order, with colours mild enough that black and white stay apart.
    private static Transform[] Chain(Random random)
    {
        Transform[] all =
        [
            new PhotometricDistortion(0.05, 0.2, 0.2, 10), new HsvDistortion(10, 0.2, 0.2), new Expand(3), new MinOverlapCrop(),
            new RandomFlip(0.5, vertical: true), new RandomCrop(random.Next(40, 250), random.Next(40, 250)), new ScaleJitter(0.6, 1.6),
            new Mosaic(), new Warp(),
        ];
        random.Shuffle(all);
        return all[..random.Next(1, all.Length + 1)];
    }

    private static byte Painted(Tile tile) => ((PixelLabels)tile.Labels[PaintedScenes.Surfaces]!).Classes.Labels[0];

    private void Render(Sample sample)
    {
        planes.AsSpan().Fill(float.MinValue);
        pixels.AsSpan().Fill(long.MinValue);
        values.AsSpan().Fill(float.MinValue);
        renderer.RenderImage(sample, planes);
        renderer.RenderPixels(sample, PaintedScenes.Surfaces, pixels);
        renderer.RenderValues(sample, PaintedScenes.Heights, values);
    }

    private void ValuesShouldEqualPixels(int seed)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            var same = pixels[i] == SegmentationTargets.Ignored ? float.IsNaN(values[i]) : values[i] == pixels[i];
            if (!same)
                Assert.Fail($"seed {seed}, pixel {i}: label {pixels[i]}, value {values[i]}");
        }
    }

    // Where a pixel and all around it have one label, no filter reaches another colour.
    private void ColorsShouldMatchPixels(int seed)
    {
        var (width, height) = renderer.Size;
        for (var y = 1; y < height - 1; y++)
        for (var x = 1; x < width - 1; x++)
        {
            var i = y * width + x;
            var label = pixels[i];
            if (!IsAmongItsLike(i, width))
                continue;
            var (low, high) = label == SegmentationTargets.Ignored ? (0, 0) : PaintedScenes.IsObject(label) ? (-2.2f, -1.2f) : (0.2f, 2.3f);
            if (planes[i] < low || planes[i] > high)
                Assert.Fail($"seed {seed}, pixel ({x}, {y}) with label {label}: {planes[i]} is not within {low} and {high}");
        }
    }

    private bool IsAmongItsLike(int i, int width)
    {
        for (var row = -1; row <= 1; row++)
        for (var column = -1; column <= 1; column++)
            if (pixels[i + row * width + column] != pixels[i])
                return false;
        return true;
    }

    private void BoxShouldHoldItsPixels(ObjectLabel found, int seed)
    {
        var size = renderer.Size;
        var box = found.Box.Scale(size.Width, size.Height);
        var label = 2 * found.Class + 1;
        var inner = PixelRegion.Within(new Box(box.Left + 1, box.Top + 1, box.Right - 1, box.Bottom - 1).Scale(1f / size.Width, 1f / size.Height), size);
        for (var y = inner.Top; y < inner.Bottom; y++)
        for (var x = inner.Left; x < inner.Right; x++)
            if (pixels[y * size.Width + x] != label)
                Assert.Fail($"seed {seed}, pixel ({x}, {y}) in {box}: {pixels[y * size.Width + x]} is not {label}");
        // An object may be cut so thin that no pixel's centre lies in it.
        if (Painter.Extent(size, i => pixels[i] == label) is not { } extent)
        {
            Math.Min(box.Width, box.Height).ShouldBeLessThan(1, $"seed {seed}");
            return;
        }
        foreach (var (edge, expected) in new[]
            { (extent.Left, box.Left), (extent.Top, box.Top), (extent.Right, box.Right), (extent.Bottom, box.Bottom) })
            edge.ShouldBe(expected, 1, $"seed {seed}: paint in {extent}, box {box}");
    }
}
