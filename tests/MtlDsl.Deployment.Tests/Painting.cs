using MtlDsl.Vision;

namespace MtlDsl.Deployment.Tests;

/// <summary>Paints images from text: one letter a pixel (r, g, b; anything else is black), each enlarged to a square.</summary>
internal static class Painting
{
    public static RgbImage Of(int enlarge, params string[] rows)
    {
        var image = new RgbImage(rows[0].Length * enlarge, rows.Length * enlarge);
        for (var y = 0; y < image.Height; y++)
        for (var x = 0; x < image.Width; x++)
        {
            var channel = "rgb".IndexOf(rows[y / enlarge][x / enlarge]);
            if (channel >= 0)
                image.Pixels[(y * image.Width + x) * 3 + channel] = 255;
        }

        return image;
    }

    /// <summary>The image as a network of 0 ... 1 inputs takes it, plane by plane.</summary>
    public static float[] Planes(this RgbImage image)
    {
        var area = image.Width * image.Height;
        var planes = new float[3 * area];
        for (var i = 0; i < planes.Length; i++)
            planes[i] = image.Pixels[i % area * 3 + i / area] / 255f;
        return planes;
    }
}
