using MtlDsl.Vision;

namespace MtlDsl.Training.Data;

/// <summary>Boxes as frames of pictures: such a frame may be turned over, with Left above Right or Top below Bottom.</summary>
internal static class BoxExtensions
{
    /// <summary>The same box with Left below Right and Top above Bottom.</summary>
    public static Box Upright(this Box box) => new(
        Math.Min(box.Left, box.Right), Math.Min(box.Top, box.Bottom), Math.Max(box.Left, box.Right), Math.Max(box.Top, box.Bottom));

    /// <summary>Whether the centre of another box lies inside.</summary>
    public static bool Holds(this Box box, Box other) =>
        other.CenterX > box.Left && other.CenterX < box.Right && other.CenterY > box.Top && other.CenterY < box.Bottom;

    /// <summary>The place, within what the frame lies in, of a box that is given in fractions of the frame.</summary>
    public static Box Place(this Box frame, Box box) => new(
        frame.Left + box.Left * frame.Width, frame.Top + box.Top * frame.Height,
        frame.Left + box.Right * frame.Width, frame.Top + box.Bottom * frame.Height);

    /// <summary>In fractions of the frame, a box of what the frame lies in: <see cref="Place"/> undone.</summary>
    public static Box Fractions(this Box frame, Box box) => new(
        (box.Left - frame.Left) / frame.Width, (box.Top - frame.Top) / frame.Height,
        (box.Right - frame.Left) / frame.Width, (box.Bottom - frame.Top) / frame.Height);
}
