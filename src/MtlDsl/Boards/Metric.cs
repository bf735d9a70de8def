using System.Globalization;

namespace MtlDsl;

/// <summary>Counts as people read them: three digits and a metric prefix.</summary>
public static class Metric
{
    /// <summary>39,291,224 is "39.3 M".</summary>
    public static string Text(long count)
    {
        var (value, prefix) = count switch
        {
            >= 999_500_000 => (count / 1e9, " G"),
            >= 999_500 => (count / 1e6, " M"),
            >= 1000 => (count / 1e3, " k"),
            _ => (count, ""),
        };
        return value.ToString(prefix.Length == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + prefix;
    }
}
