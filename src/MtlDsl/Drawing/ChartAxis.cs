using System.Globalization;

namespace MtlDsl.Drawing;

/// <summary>An axis of a chart: its ends, the round numbers on it, and where a value lies, 0 to 1.</summary>
internal sealed class ChartAxis
{
    private const int MostTicks = 6;

    private readonly Func<double, double> scale;

    private ChartAxis(double low, double high, IReadOnlyList<double> ticks, bool logarithmic)
    {
        (Low, High, Ticks, scale) = (low, high, ticks, logarithmic ? Math.Log10 : value => value);
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>Round numbers from the low to the high end.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An axis in equal steps of 1, 2 or 5 times a power of ten, with both ends on a step.</summary>
    public static ChartAxis Linear(double low, double high)
    {
        (low, high) = Spread(low, high);
        var step = Step((high - low) / (MostTicks - 1));
        var (first, last) = (Math.Floor(low / step + 1e-9), Math.Ceiling(high / step - 1e-9));
        return new(first * step, last * step, Steps(first, last, step), false);
    }

    /// <summary>An axis in equal steps whose ends stay where they are.</summary>
    public static ChartAxis Exact(double low, double high)
    {
        (low, high) = Spread(low, high);
        var step = Step((high - low) / (MostTicks - 1));
        return new(low, high, Steps(Math.Ceiling(low / step - 1e-9), Math.Floor(high / step + 1e-9), step), false);
    }

    /// <summary>An axis in powers of ten, with 2 and 5 between them where there are few; both ends must be above 0.</summary>
    public static ChartAxis Logarithmic(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low) + 1e-9), (int)Math.Ceiling(Math.Log10(high) - 1e-9));
        last = Math.Max(last, first + 1);
        var every = (last - first + MostTicks - 1) / MostTicks;
        int[] digits = last - first <= 2 ? [1, 2, 5] : [1];
        var ticks = Enumerable.Range(first, last - first + 1).Where(power => (power - first) % every == 0)
            .SelectMany(power => digits.Select(digit => digit * Math.Pow(10, power))).ToList();
        var (from, to) = (ticks.LastOrDefault(tick => tick <= low * (1 + 1e-9), ticks[0]), ticks.FirstOrDefault(tick => tick >= high * (1 - 1e-9), Math.Pow(10, last)));
        return new(from, to, [.. ticks.Where(tick => tick >= from && tick <= to)], true);
    }

    /// <summary>Where a value lies: 0 at the low end, 1 at the high one.</summary>
    public double At(double value) => (scale(value) - scale(Low)) / (scale(High) - scale(Low));

    /// <summary>A number with as many places as its axis needs.</summary>
    public static string Text(double value, double step)
    {
        if (value == 0)
            return "0";
        var places = step >= 1 ? 0 : (int)Math.Ceiling(-Math.Log10(step) - 1e-9);
        return places > 4 || Math.Abs(value) >= 1e7
            ? value.ToString("0.##e-0", CultureInfo.InvariantCulture)
            : value.ToString("#,0." + new string('0', places), CultureInfo.InvariantCulture);
    }

    /// <summary>A tick's number.</summary>
    public string TextAt(int tick) => Text(Ticks[tick], Ticks.Count > 1 ? Math.Min(Gap(tick), Gap(tick + 1)) : Math.Abs(Ticks[tick]));

    // The distance to the tick before; every tick of a linear axis has the same places, those of a logarithmic one their own.
    private double Gap(int tick) => tick > 0 && tick < Ticks.Count ? Ticks[tick] - Ticks[tick - 1] : double.PositiveInfinity;

    private static (double Low, double High) Spread(double low, double high)
    {
        if (high > low)
            return (low, high);
        var room = low == 0 ? 1 : Math.Abs(low) / 2;
        return (low - room, high + room);
    }

    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1, 2, 5, 10 }.First(digit => digit * power >= least * (1 - 1e-9)) * power;
    }

    private static double[] Steps(double first, double last, double step) =>
        [.. Enumerable.Range(0, Math.Max((int)(last - first) + 1, 0)).Select(i => (first + i) * step)];
}
