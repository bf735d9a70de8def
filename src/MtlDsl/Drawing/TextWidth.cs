namespace MtlDsl.Drawing;

/// <summary>How wide a text becomes in Arial, Helvetica and what has their metrics; a few parts in a hundred too wide, never too narrow.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size, bool bold = false) => text.Sum(Em) * size * (bold ? 1.08 : 1);

    private static double Em(char letter) => letter switch
    {
        ' ' or '.' or ',' or ':' or 'i' or 'j' or 'l' or 't' or 'f' or 'I' or '(' or ')' => 0.33,
        'r' or '-' => 0.36,
        'm' or 'M' or 'W' => 0.86,
        'w' or 'G' or 'O' or 'Q' => 0.78,
        >= 'A' and <= 'Z' => 0.7,
        >= '0' and <= '9' => 0.56,
        '×' or '+' => 0.59,
        <= '\x7f' => 0.56,
        // Other scripts may be as wide as they are high.
        _ => 1,
    };
}
