using System.Text.Json;

namespace MtlDsl.Training.Data;

/// <summary>
/// Goes through the arrays of a JSON file's top-level object element by element, with no more of it in memory than the longest element: COCO's
/// largest file has half a gigabyte.
/// </summary>
internal sealed class JsonElements : IDisposable
{
    private const int StartSize = 1 << 16;

    private readonly FileStream stream;
    private readonly HashSet<string> arrays = new(StringComparer.Ordinal);
    private byte[] buffer = new byte[StartSize];
    private int filled;
    private long start;
    private bool isFinal;

    private JsonElements(string path) => stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.SequentialScan);

    /// <summary>Takes an element of an array: the array's name, the element's bytes, and where they begin in the file.</summary>
    public delegate void Taker(string array, ReadOnlySpan<byte> element, long offset);

    /// <summary>Reads a file.</summary>
    /// <returns>The names of its arrays, empty ones among them.</returns>
    /// <exception cref="JsonException">It is no JSON object, or cut short.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IReadOnlySet<string> Read(string path, Taker take)
    {
        using var elements = new JsonElements(path);
        elements.Read(take);
        return elements.arrays;
    }

    public void Dispose() => stream.Dispose();

    private void Read(Taker take)
    {
        var state = new JsonReaderState();
        var array = "";
        Fill(0);
        // The byte order mark that some editors leave.
        if (buffer.AsSpan(0, filled) is [0xEF, 0xBB, 0xBF, ..])
            Fill(3);
        while (Advance(ref state, ref array, take))
        {
        }
    }

    // Goes as far as the buffer reaches. Whether there may be more.
    private bool Advance(ref JsonReaderState state, ref string array, Taker take)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(0, filled), isFinal, state);
        while (true)
        {
            var (before, consumed) = (reader.CurrentState, (int)reader.BytesConsumed);
            if (!reader.Read())
            {
                if (isFinal)
                    return false;
                state = reader.CurrentState;
                Fill((int)reader.BytesConsumed);
                return true;
            }
            if (reader is { CurrentDepth: 0, TokenType: not (JsonTokenType.StartObject or JsonTokenType.EndObject) })
                throw new JsonException("the file holds no object");
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName })
                array = Name(ref reader);
            if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.StartArray })
                arrays.Add(array);
            if (reader is not { CurrentDepth: 2, TokenType: JsonTokenType.StartObject })
                continue;
            var first = (int)reader.TokenStartIndex;
            if (!reader.TrySkip())
            {
                // The element goes on beyond the buffer: once more from before it.
                state = before;
                Fill(consumed);
                return true;
            }
            take(array, buffer.AsSpan(first, (int)reader.BytesConsumed - first), start + first);
        }
    }

    // A name that is not in UTF-8 is none that is looked for.
    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private void Fill(int consumed)
    {
        buffer.AsSpan(consumed, filled - consumed).CopyTo(buffer);
        start += consumed;
        filled -= consumed;
        if (filled == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        var read = stream.Read(buffer, filled, buffer.Length - filled);
        isFinal = read == 0;
        filled += read;
    }
}
