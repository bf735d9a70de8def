namespace MtlDsl.Vision;

/// <summary>Where an image lies in a network's input, and the way back from there.</summary>
public readonly record struct ImagePlacement
{
    private ImagePlacement(PixelSize image, PixelSize input, Box window) => (Image, Input, Window) = (image, input, window);

    /// <summary>Size of the image.</summary>
    public PixelSize Image { get; }

    /// <summary>Size of the input.</summary>
    public PixelSize Input { get; }

    /// <summary>What the whole input shows, in fractions of the image: the image itself where it is warped, more than it in a letterbox.</summary>
    public Box Window { get; }

    /// <summary>The part of the input that the image takes, in fractions of the input.</summary>
    public Box Content => ToInput(new Box(0, 0, 1, 1));

    /// <summary>Places an image.</summary>
    /// <param name="image">Size of the image.</param>
    /// <param name="input">Size of the input.</param>
    /// <param name="fit">How.</param>
    public static ImagePlacement Of(PixelSize image, PixelSize input, ImageFit fit)
    {
        if (fit is ImageFit.Warp)
            return new ImagePlacement(image, input, ImageResampler.Whole);
        // How much wider than the input the image is, for their heights.
        var ratio = (float)image.Width * input.Height / ((float)image.Height * input.Width);
        var (width, height) = (Math.Max(1 / ratio, 1), Math.Max(ratio, 1));
        return new ImagePlacement(image, input, new Box((1 - width) / 2, (1 - height) / 2, (1 + width) / 2, (1 + height) / 2));
    }

    /// <summary>A box in fractions of the input as fractions of the image.</summary>
    public Box ToImage(Box box) => new(
        Window.Left + box.Left * Window.Width, Window.Top + box.Top * Window.Height,
        Window.Left + box.Right * Window.Width, Window.Top + box.Bottom * Window.Height);

    /// <summary>A box in fractions of the image as fractions of the input.</summary>
    public Box ToInput(Box box) => new(
        (box.Left - Window.Left) / Window.Width, (box.Top - Window.Top) / Window.Height,
        (box.Right - Window.Left) / Window.Width, (box.Bottom - Window.Top) / Window.Height);
}
