using System.Text.Json;

namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// The JSON header of a safetensors file. Reading is strict: what two readers could understand in two ways (a name twice, tensors that
/// overlap, gaps, bytes left over) is refused.
/// </summary>
internal sealed class SafeTensorsHeader
{
    public const string MetadataKey = "__metadata__";

    private readonly Dictionary<string, Entry> entries = [];
    private readonly Dictionary<string, string> metadata = [];

    private SafeTensorsHeader()
    {
    }

    /// <summary>Where a tensor is; offsets count from the end of the header.</summary>
    public sealed record Entry(ElementType Type, IReadOnlyList<long> Shape, long Begin, long End);

    public IReadOnlyDictionary<string, Entry> Entries => entries;

    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataLength">Bytes of the file behind the header.</param>
    /// <exception cref="FormatException">The header is not what the format asks for; the message says where.</exception>
    public static SafeTensorsHeader Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        var header = new SafeTensorsHeader();
        try
        {
            header.ReadAll(new Utf8JsonReader(json));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not UTF-8.
            throw new FormatException($"its header is not JSON: {error.Message}");
        }
        header.CheckPlaces(dataLength);
        return header;
    }

    private void ReadAll(Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (NextProperty(ref json) is { } name)
        {
            if (name == MetadataKey)
                ReadMetadata(ref json);
            else if (name.Length == 0)
                throw new FormatException("a tensor has an empty name");
            else if (!entries.TryAdd(name, ReadEntry(ref json, name)))
                throw new FormatException($"the tensor '{name}' is listed twice");
        }
        if (json.Read())
            throw new FormatException("its header goes on after the closing brace");
    }

    private void ReadMetadata(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, MetadataKey);
        while (NextProperty(ref json) is { } key)
        {
            Expect(ref json, JsonTokenType.String, $"the metadata '{key}'");
            if (!metadata.TryAdd(key, json.GetString()!))
                throw new FormatException($"the metadata '{key}' is listed twice");
        }
    }

    private static Entry ReadEntry(ref Utf8JsonReader json, string name)
    {
        var what = $"the tensor '{name}'";
        Expect(ref json, JsonTokenType.StartObject, what);
        string? type = null;
        List<long>? shape = null, offsets = null;
        while (NextProperty(ref json) is { } key)
            switch (key)
            {
                case "dtype" when type is null:
                    Expect(ref json, JsonTokenType.String, $"{what}, dtype");
                    type = json.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(ref json, $"{what}, shape");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(ref json, $"{what}, data_offsets");
                    break;
                default:
                    throw new FormatException($"{what} has an unknown or repeated field '{key}'");
            }
        if (type is null || shape is null || offsets is not [var begin, var end])
            throw new FormatException($"{what} lacks its dtype, its shape or its two data_offsets");
        if (ElementTypes.FromSafeTensors(type) is not { } known)
            throw new FormatException($"{what} has the type {type}; read here are {ElementTypes.SafeTensorsNames}");
        CheckLength(what, known, shape, begin, end);
        return new Entry(known, shape, begin, end);
    }

    private static void CheckLength(string what, ElementType type, List<long> shape, long begin, long end)
    {
        long length;
        try
        {
            length = shape.Aggregate((long)type.Size(), (product, side) => checked(product * side));
        }
        catch (OverflowException)
        {
            throw new FormatException($"{what} of {string.Join('x', shape)} is larger than any file");
        }
        if (end < begin || end - begin != length)
            throw new FormatException($"{what} of {string.Join('x', shape)} {type.SafeTensorsName()} takes {length} bytes, but its data_offsets are {begin} to {end}");
    }

    private void CheckPlaces(long dataLength)
    {
        var next = 0L;
        foreach (var (name, entry) in entries.OrderBy(pair => pair.Value.Begin).ThenBy(pair => pair.Value.End))
        {
            if (entry.Begin != next)
                throw new FormatException($"the tensor '{name}' begins at {entry.Begin} instead of {next}: tensors overlap or leave a gap");
            next = entry.End;
        }
        if (next != dataLength)
            throw new FormatException(next > dataLength
                ? $"it is cut short: its tensors take {next} bytes and {dataLength} are there"
                : $"{dataLength - next} bytes follow its last tensor");
    }

    private static List<long> ReadNumbers(ref Utf8JsonReader json, string what)
    {
        Expect(ref json, JsonTokenType.StartArray, what);
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number) && number >= 0)
                numbers.Add(number);
            else
                throw new FormatException($"{what} holds something other than whole numbers from 0 up");
        return numbers;
    }

    private static string? NextProperty(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token, string what)
    {
        if (!json.Read() || json.TokenType != token)
            throw new FormatException($"{what} is {json.TokenType} where {token} belongs");
    }
}
