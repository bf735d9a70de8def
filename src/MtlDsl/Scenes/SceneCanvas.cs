using System.Numerics;
using MtlDsl.Vision;

namespace MtlDsl.Scenes;

/// <summary>A picture in the making: colours, shadows and surface labels of every pixel.</summary>
internal sealed class SceneCanvas(PixelSize size)
{
    // Points a side that are tried in a pixel for a shadow's edge.
    private const int ShadowSamples = 2;

    private static readonly Vector3 ShadowTint = new(0.42f, 0.46f, 0.55f);

    private readonly Vector3[] colors = new Vector3[size.Width * size.Height];
    private readonly float[] shadows = new float[size.Width * size.Height];

    public PixelSize Size => size;

    /// <summary>The surfaces so far.</summary>
    public LabelMap Labels { get; } = new(size.Width, size.Height);

    /// <summary>How high above the ground what one sees lies, in metres.</summary>
    public ValueMap Heights { get; } = new(1, size.Height, size.Width);

    /// <summary>Sets a pixel of the ground.</summary>
    public void Set(int x, int y, Vector3 color, AerialSurface surface)
    {
        colors[y * size.Width + x] = color;
        Labels.Labels[y * size.Width + x] = (byte)surface;
    }

    /// <summary>Notes a shadow. Several on one place do not make it darker.</summary>
    public void Cast(CastShadow shadow)
    {
        var (left, top, right, bottom) = Pixels(shadow.Bounds);
        for (var y = top; y < bottom; y++)
        for (var x = left; x < right; x++)
        {
            var covered = 0;
            for (var i = 0; i < ShadowSamples * ShadowSamples; i++)
                covered += shadow.Covers(
                    x + (i % ShadowSamples + 0.5f) / ShadowSamples, y + (i / ShadowSamples + 0.5f) / ShadowSamples) ? 1 : 0;
            ref var place = ref shadows[y * size.Width + x];
            place = Math.Max(place, (float)covered / (ShadowSamples * ShadowSamples));
        }
    }

    /// <summary>Darkens what has been painted so far.</summary>
    public void ApplyShadows()
    {
        for (var i = 0; i < colors.Length; i++)
            colors[i] *= Vector3.Lerp(Vector3.One, ShadowTint, shadows[i]);
    }

    /// <summary>How bright something at a place is: less in a shadow.</summary>
    public float Brightness(Frame place)
    {
        var (column, row) = (Math.Clamp((int)place.X, 0, size.Width - 1), Math.Clamp((int)place.Y, 0, size.Height - 1));
        return 1 - 0.45f * shadows[row * size.Width + column];
    }

    /// <summary>Paints something over what is there, edges blended.</summary>
    /// <param name="patch">What.</param>
    /// <param name="brightness">What its colours are multiplied by.</param>
    /// <param name="surface">The surface that it is; null for what leaves the labels alone.</param>
    public void Paint<T>(T patch, float brightness, AerialSurface? surface = null)
        where T : IPatch
    {
        var (left, top, right, bottom) = Pixels(patch.Bounds);
        var detail = patch.Detail;
        for (var y = top; y < bottom; y++)
        for (var x = left; x < right; x++)
        {
            var (sum, heights, covered) = (Vector3.Zero, 0f, 0);
            for (var i = 0; i < detail; i++)
            for (var j = 0; j < detail; j++)
                if (patch.Covers(x + (j + 0.5f) / detail, y + (i + 0.5f) / detail, out var color, out var height))
                    (sum, heights, covered) = (sum + color, heights + height, covered + 1);
            if (covered == 0)
                continue;
            var pixel = y * size.Width + x;
            var share = (float)covered / (detail * detail);
            colors[pixel] = Vector3.Lerp(colors[pixel], sum * (brightness / covered), share);
            if (share <= 0.5f)
                continue;
            // A pixel belongs to what covers most of it; heights are not mixed with what lies below.
            Heights.Values[pixel] = heights / covered;
            if (surface is { } label)
                Labels.Labels[pixel] = (byte)label;
        }
    }

    /// <summary>The photo: exposure, haze and the sensor's noise over the colours.</summary>
    public RgbImage Develop(SceneLight light, ulong seed)
    {
        var random = new SceneRandom(~seed);
        var image = new RgbImage(size.Width, size.Height);
        for (var i = 0; i < colors.Length; i++)
        {
            // Three noise values from one random number: the sum of two bytes is close enough to a bell curve.
            var bits = random.Next();
            var noise = new Vector3(Bell(bits), Bell(bits >> 16), Bell(bits >> 32)) * 0.012f;
            var color = Vector3.Lerp(colors[i] * light.Exposure, Vector3.One, light.Haze) + noise;
            color = Vector3.Clamp(color, Vector3.Zero, Vector3.One) * 255 + new Vector3(0.5f);
            (image.Pixels[3 * i], image.Pixels[3 * i + 1], image.Pixels[3 * i + 2]) = ((byte)color.X, (byte)color.Y, (byte)color.Z);
        }
        return image;
    }

    private static float Bell(ulong bits) => ((bits & 255) + (bits >> 8 & 255)) / 255f - 1;

    private (int Left, int Top, int Right, int Bottom) Pixels(Box box) => (
        Math.Clamp((int)MathF.Floor(box.Left), 0, size.Width), Math.Clamp((int)MathF.Floor(box.Top), 0, size.Height),
        Math.Clamp((int)MathF.Ceiling(box.Right), 0, size.Width), Math.Clamp((int)MathF.Ceiling(box.Bottom), 0, size.Height));
}
