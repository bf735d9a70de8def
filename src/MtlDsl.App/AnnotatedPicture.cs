using MtlDsl.Imaging;
using MtlDsl.Vision;

namespace MtlDsl.App;

/// <summary>An image with what somebody says of it, a data set or a network: classes and boxes over it, a panel beside it for every other dense map.</summary>
/// <param name="Image">The image; a small one is enlarged by a whole factor, one that is very long is made smaller.</param>
internal sealed record AnnotatedPicture(RgbImage Image)
{
    // A picture is at least so many pixels high and wide, for names on a smaller one would cover what they name; but no longer than it takes
    // memory well, whatever its shape.
    private const int SmallestSide = 640, LargestSide = 8192;

    /// <summary>Classes of pixels. The first is laid over the image; a second would hide it, so every other one gets a panel.</summary>
    public IReadOnlyList<(SegmentationHead Head, LabelMap Classes)> Maps { get; init; } = [];

    /// <summary>Objects, in fractions of the image.</summary>
    public IEnumerable<(Box Box, string Name, Rgb Color)> Boxes { get; init; } = [];

    /// <summary>Lines about the whole image.</summary>
    public IReadOnlyList<(string Text, Rgb Color)> Notes { get; init; } = [];

    /// <summary>Measured values of pixels; every channel gets a panel.</summary>
    public IEnumerable<(RegressionHead Head, ValueMap Values)> Values { get; init; } = [];

    public RgbImage Draw()
    {
        var size = SizeOf(Image.Size);
        var enlarged = size == Image.Size ? Image : ImageResampler.Resize(Image, ImageResampler.Whole, size);
        var map = Maps.FirstOrDefault();
        var boxes = Boxes.Select(item => (item.Box.Scale(enlarged.Width, enlarged.Height), item.Name, item.Color));
        var picture = Overlay.Draw(enlarged, map.Classes, map.Head?.Classes ?? [], boxes);
        if (Notes.Count > 0)
            picture = Overlay.AddNotes(picture, Notes);
        if (map.Head is not null)
            picture = Overlay.AddLegend(picture, map.Head.Classes);
        return ContactSheet.Row([picture, .. Panels(enlarged.Size)]);
    }

    private static PixelSize SizeOf(PixelSize image)
    {
        var (shorter, longer) = (Math.Min(image.Width, image.Height), Math.Max(image.Width, image.Height));
        if (longer > LargestSide)
            return new PixelSize(Math.Max(1, (int)((long)image.Width * LargestSide / longer)), Math.Max(1, (int)((long)image.Height * LargestSide / longer)));
        var factor = Math.Max(1, Math.Min((SmallestSide + shorter - 1) / shorter, LargestSide / longer));
        return new PixelSize(image.Width * factor, image.Height * factor);
    }

    private IEnumerable<RgbImage> Panels(PixelSize size)
    {
        foreach (var (head, classes) in Maps.Skip(1))
            yield return Overlay.AddLegend(Overlay.Draw(new RgbImage(size.Width, size.Height), classes, head.Classes, []), head.Classes);
        foreach (var (head, values) in Values)
            for (var channel = 0; channel < values.Channels; channel++)
                yield return ValuePicture.Draw(values, channel, size, values.Channels == 1 ? head.Name : $"{head.Name} {channel}");
    }
}
