namespace MtlDsl.Drawing;

/// <summary>A rectangle of a drawing, y downwards.</summary>
internal readonly record struct Area(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double CenterX => Left + Width / 2;

    public double CenterY => Top + Height / 2;

    public bool Overlaps(Area other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Contains(Area other) => Left <= other.Left && Top <= other.Top && other.Right <= Right && other.Bottom <= Bottom;
}
