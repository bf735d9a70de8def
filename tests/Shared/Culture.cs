using System.Globalization;

namespace MtlDsl.TestSupport;

/// <summary>Runs code as on a machine that writes numbers otherwise, also where this one has no culture data.</summary>
internal static class Culture
{
    public static readonly IReadOnlyList<string> All = ["tr-TR", "fi-FI", "sv-SE", "de-DE", "ar-SA"];

    public static TheoryData<string> Names { get; } = new(All);

    public static T In<T>(string name, Func<T> work)
    {
        var (before, display) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Strange(name);
            return work();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, display);
        }
    }

    // As CLDR has them: the minus of Finnish and Swedish is U+2212, Turkish and German group by points, Arabic has separators of its own.
    private static CultureInfo Strange(string name)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = name switch
        {
            "tr-TR" or "de-DE" => (",", ".", "-"),
            "fi-FI" or "sv-SE" => (",", "\u00a0", "\u2212"),
            "ar-SA" => ("\u066b", "\u066c", "\u061c-"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such culture here."),
        };
        return culture;
    }
}
