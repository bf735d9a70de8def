using System.Numerics;
using System.Text.Json;

namespace MtlDsl.Training.Data;

/// <summary>Values of JSON as tools write them: whole numbers also as 64.0, flags also as 0 and 1. What is wrong is said without its place.</summary>
internal static class JsonValues
{
    /// <summary>What a property holds.</summary>
    /// <exception cref="FormatException">It is missing or something else; the message names it.</exception>
    public static T Get<T>(this JsonElement entry, string name, Func<JsonElement, T> read) =>
        entry.TryGetProperty(name, out var value) ? Read($"\"{name}\"", value, read) : throw new FormatException($"\"{name}\" is missing");

    /// <summary>What a property holds, or something else where it is missing or null.</summary>
    /// <exception cref="FormatException">It is something else; the message names it.</exception>
    public static T Get<T>(this JsonElement entry, string name, Func<JsonElement, T> read, T missing) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Read($"\"{name}\"", value, read) : missing;

    /// <exception cref="FormatException">It is something else.</exception>
    public static T[] List<T>(this JsonElement value, Func<JsonElement, T> read) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select((item, index) => Read($"[{index}]", item, read))]
        : throw new FormatException("is no list");

    /// <exception cref="FormatException">It is something else.</exception>
    public static T Whole<T>(this JsonElement value)
        where T : IBinaryInteger<T>, IMinMaxValue<T> =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number == decimal.Truncate(number)
        && number >= decimal.CreateChecked(T.MinValue) && number <= decimal.CreateChecked(T.MaxValue)
            ? T.CreateChecked(number)
            : throw new FormatException("is no whole number");

    /// <exception cref="FormatException">It is something else.</exception>
    public static float Number(this JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number)
        ? number
        : throw new FormatException("is no number");

    /// <exception cref="FormatException">It is something else.</exception>
    public static bool Flag(this JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : value.Whole<int>() != 0;

    /// <exception cref="FormatException">It is something else.</exception>
    public static string Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw new FormatException("is no text");
        }
        catch (InvalidOperationException fault)
        {
            throw new FormatException("holds bytes that are no UTF-8, in which JSON is written; save the file as UTF-8", fault);
        }
    }

    private static T Read<T>(string name, JsonElement value, Func<JsonElement, T> read)
    {
        try
        {
            return read(value);
        }
        catch (FormatException fault)
        {
            throw new FormatException($"{name} {fault.Message}", fault);
        }
    }
}
