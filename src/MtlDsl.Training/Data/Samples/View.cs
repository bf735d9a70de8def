using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>
/// What the network sees of a sample: a window, stretched onto the network's input, then turned over if so asked. Image, mask and boxes
/// all follow from it, so they cannot come apart, and pixels are sampled once however many transforms there are.
/// </summary>
/// <param name="Window">In fractions of the sample; may reach beyond it, where the network sees the mean colour.</param>
/// <param name="Mirrored">Whether left and right are exchanged, within the window.</param>
/// <param name="UpsideDown">Whether top and bottom are exchanged, within the window.</param>
public readonly record struct View(Box Window, bool Mirrored = false, bool UpsideDown = false)
{
    /// <summary>The sample as it is.</summary>
    public static View Whole { get; } = new(new Box(0, 0, 1, 1));

    /// <summary>The window as <see cref="ImageResampler"/> takes it, which mirrors where left and right (top and bottom) are exchanged.</summary>
    public Box Source => new(
        Mirrored ? Window.Right : Window.Left, UpsideDown ? Window.Bottom : Window.Top,
        Mirrored ? Window.Left : Window.Right, UpsideDown ? Window.Top : Window.Bottom);

    /// <summary>Where a box of the sample lies in the view, in fractions of the view; not clipped to it.</summary>
    public Box Project(Box box) => Map(box).Upright();

    /// <summary>Whether the window holds the centre of a box of the sample: then the object counts as seen.</summary>
    public bool Shows(Box box) => Window.Holds(box);

    /// <summary>Where the corners of a box lie in the view: a mirrored view gives a box with Left above Right.</summary>
    internal Box Map(Box box) => new(X(box.Left), Y(box.Top), X(box.Right), Y(box.Bottom));

    private float X(float x) => Mirrored ? 1 - (x - Window.Left) / Window.Width : (x - Window.Left) / Window.Width;

    private float Y(float y) => UpsideDown ? 1 - (y - Window.Top) / Window.Height : (y - Window.Top) / Window.Height;
}
