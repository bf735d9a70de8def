using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// What the network sees of an image: a window, stretched onto the network's input, then mirrored if so asked. Image, mask and boxes all
/// follow from it, so they cannot come apart, and pixels are sampled once however many transforms there are.
/// </summary>
/// <param name="Window">In fractions of the image; may reach beyond it, where the network sees the mean colour.</param>
/// <param name="Mirrored">Whether left and right are exchanged, within the window.</param>
public readonly record struct View(Box Window, bool Mirrored)
{
    /// <summary>The image as it is.</summary>
    public static View Whole { get; } = new(new Box(0, 0, 1, 1), Mirrored: false);

    /// <summary>The window as <see cref="ImageResampler"/> takes it, which mirrors where left and right are exchanged.</summary>
    public Box Source => Mirrored ? new Box(Window.Right, Window.Top, Window.Left, Window.Bottom) : Window;

    /// <summary>Where a box of the image lies in the view, in fractions of the view; not clipped to it.</summary>
    public Box Project(Box box)
    {
        float left = (box.Left - Window.Left) / Window.Width, right = (box.Right - Window.Left) / Window.Width;
        float top = (box.Top - Window.Top) / Window.Height, bottom = (box.Bottom - Window.Top) / Window.Height;
        return Mirrored ? new Box(1 - right, top, 1 - left, bottom) : new Box(left, top, right, bottom);
    }

    /// <summary>Whether the window holds the centre of a box of the image: then the object counts as seen.</summary>
    public bool Shows(Box box) =>
        box.CenterX > Window.Left && box.CenterX < Window.Right && box.CenterY > Window.Top && box.CenterY < Window.Bottom;
}
