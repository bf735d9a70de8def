using System.Globalization;
using System.Numerics;

namespace MtlDsl.App.Commands;

/// <summary>The one way in which command lines are read for numbers, whatever the machine's language: a point, and nothing between thousands.</summary>
internal static class Numbers
{
    /// <summary>Reads a number; infinities and what is no number are not.</summary>
    public static bool TryRead<T>(string text, out T value) where T : INumberBase<T> =>
        T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value!) && T.IsFinite(value);

    /// <summary>What is wrong with a text that is no number of a kind.</summary>
    /// <param name="option">What asked for it.</param>
    /// <param name="text">The text.</param>
    public static string Problem<T>(string option, string text) where T : INumberBase<T>
    {
        if (T.IsInteger(T.One / (T.One + T.One)))
            return $"{option} is {text}; it takes a whole number.";
        var pointed = text.Replace(',', '.');
        return $"{option} is {text}; it takes a number{(pointed != text && TryRead<T>(pointed, out _) ? $", written with a point: {pointed}" : "")}.";
    }
}
