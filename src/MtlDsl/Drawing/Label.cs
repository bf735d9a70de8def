namespace MtlDsl.Drawing;

/// <summary>Where a text stands about its x.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>A line of text: y is its baseline.</summary>
internal sealed record Label(string Text, double X, double Y, double Size, Anchor Anchor = Anchor.Start, bool Bold = false, string Fill = Palette.Ink)
{
    /// <summary>What it covers.</summary>
    public Area Area
    {
        get
        {
            var width = TextWidth.Of(Text, Size, Bold);
            var left = Anchor switch { Anchor.Start => X, Anchor.Middle => X - width / 2, _ => X - width };
            return new(left, Y - 0.76 * Size, width, 0.96 * Size);
        }
    }
}
