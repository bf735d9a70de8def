using System.Buffers.Binary;
using System.Text;

namespace MtlDsl.Training.Checkpoints;

/// <summary>
/// Understands as much of Python's pickle format (protocol 2) as a state dict needs: plain values, lists, tuples, dicts, and five
/// functions of PyTorch. It never calls anything; a pickle that asks for more is refused.
/// </summary>
internal sealed class RestrictedUnpickler(byte[] pickle)
{
    private const string Remedy = "load it in Python and save it again with torch.save(model.state_dict(), path)";

    private static readonly object mark = new();

    private readonly List<object?> stack = [];
    private readonly Dictionary<long, object?> memo = [];
    private int position;

    private sealed record Global(string Name);

    private sealed record StorageType(ElementType Type);

    private sealed record PickledTuple(IReadOnlyList<object?> Items);

    /// <summary>Reads the one value of the pickle.</summary>
    /// <returns>A <see cref="PickledDictionary"/>, a <see cref="PickledTensor"/>, a text, a number, a list ...</returns>
    /// <exception cref="FormatException">The pickle is damaged or asks for something that is not allowed.</exception>
    public object? Load()
    {
        while (true)
        {
            var at = position;
            var code = Bytes(1)[0];
            if (code == (byte)'.')
                return Pop();
            Execute((char)code, at);
        }
    }

    private void Execute(char code, int at)
    {
        switch (code)
        {
            case '\u0080': Bytes(1); break;                                         // PROTO
            case '(': stack.Add(mark); break;                                       // MARK
            case 'N': stack.Add(null); break;
            case '\u0088': stack.Add(true); break;
            case '\u0089': stack.Add(false); break;
            case 'K': stack.Add((long)Bytes(1)[0]); break;                          // BININT1
            case 'M': stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            case 'J': stack.Add((long)Int32()); break;                              // BININT
            case '\u008a': stack.Add(LongInteger()); break;                         // LONG1
            case 'G': stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case 'X': stack.Add(Encoding.UTF8.GetString(Bytes(Int32()))); break;    // BINUNICODE
            case '}': stack.Add(new PickledDictionary()); break;
            case ']': stack.Add(new List<object?>()); break;
            case ')': stack.Add(new PickledTuple([])); break;
            case '\u0085': stack.Add(new PickledTuple(PopMany(1))); break;
            case '\u0086': stack.Add(new PickledTuple(PopMany(2))); break;
            case '\u0087': stack.Add(new PickledTuple(PopMany(3))); break;
            case 't': stack.Add(new PickledTuple(PopToMark())); break;
            case 'a': Append(PopMany(1)); break;
            case 'e': Append(PopToMark()); break;
            case 's': SetItems(PopMany(2)); break;
            case 'u': SetItems(PopToMark()); break;
            case 'q': memo[Bytes(1)[0]] = Top(); break;                             // BINPUT
            case 'r': memo[Int32()] = Top(); break;                                 // LONG_BINPUT
            case 'h': stack.Add(Remembered(Bytes(1)[0])); break;                    // BINGET
            case 'j': stack.Add(Remembered(Int32())); break;                        // LONG_BINGET
            case 'c': stack.Add(FindGlobal(Line(), Line())); break;                 // GLOBAL
            case 'Q': stack.Add(FindStorage(Pop())); break;                         // BINPERSID
            case 'R': stack.Add(Describe(PopMany(2))); break;                       // REDUCE
            case 'b': Pop(); break;                                                 // BUILD: an OrderedDict's attributes, of no use here
            default: throw new FormatException($"its pickle has the step 0x{(int)code:x2} at byte {at}, which no state dict needs; {Remedy}");
        }
    }

    private static object FindGlobal(string module, string name)
    {
        var full = $"{module}.{name}";
        if (module == "torch" && ElementTypes.FromTorchStorage(name) is { } type)
            return new StorageType(type);
        return full is "collections.OrderedDict" or "torch._utils._rebuild_tensor_v2" or "torch._utils._rebuild_parameter"
            ? new Global(full)
            : throw new FormatException($"its pickle asks for {full}, which is not allowed; {Remedy}");
    }

    // The persistent id of a storage: ("storage", its class, its key in the zip, its device, its number of values).
    private static PickledStorage FindStorage(object? id) =>
        id is PickledTuple { Items: ["storage", StorageType storage, string key, string, long count] } && count >= 0 && key.All(char.IsAsciiLetterOrDigit)
            ? new PickledStorage(storage.Type, key, count)
            : throw new FormatException($"its pickle names a storage in a way that is not known; {Remedy}");

    private static object? Describe(IReadOnlyList<object?> call) => call switch
    {
        [Global { Name: "collections.OrderedDict" }, PickledTuple { Items: [] }] => new PickledDictionary(),
        [Global { Name: "torch._utils._rebuild_tensor_v2" }, PickledTuple { Items: [PickledStorage storage, long offset, PickledTuple shape, PickledTuple strides, ..] }]
            => new PickledTensor(storage, offset, Numbers(shape), Numbers(strides)),
        [Global { Name: "torch._utils._rebuild_parameter" }, PickledTuple { Items: [PickledTensor tensor, ..] }] => tensor,
        _ => throw new FormatException($"its pickle calls something in a way that is not known; {Remedy}"),
    };

    private static long[] Numbers(PickledTuple tuple) =>
        [.. tuple.Items.Select(item => item is long number ? number : throw new FormatException("a tensor's shape holds something other than numbers"))];

    private void Append(IReadOnlyList<object?> values)
    {
        if (Top() is not List<object?> list)
            throw Damaged();
        list.AddRange(values);
    }

    private void SetItems(IReadOnlyList<object?> pairs)
    {
        if (Top() is not PickledDictionary dictionary || pairs.Count % 2 != 0)
            throw Damaged();
        for (var i = 0; i < pairs.Count; i += 2)
            dictionary.Items.Add((pairs[i], pairs[i + 1]));
    }

    private object? Remembered(long index) => memo.TryGetValue(index, out var value) ? value : throw Damaged();

    private object? Top() => stack.Count > 0 ? stack[^1] : throw Damaged();

    private object? Pop() => PopMany(1)[0];

    private List<object?> PopMany(int count)
    {
        if (stack.Count < count)
            throw Damaged();
        var values = stack.GetRange(stack.Count - count, count);
        stack.RemoveRange(stack.Count - count, count);
        return values;
    }

    private List<object?> PopToMark()
    {
        var values = PopMany(stack.Count - 1 - stack.LastIndexOf(mark));
        Pop();
        return values;
    }

    private ReadOnlySpan<byte> Bytes(int count)
    {
        if (count < 0 || count > pickle.Length - position)
            throw new FormatException("its pickle is cut short");
        position += count;
        return pickle.AsSpan(position - count, count);
    }

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    private long LongInteger()
    {
        var bytes = Bytes(Bytes(1)[0]);
        if (bytes.Length > 8)
            throw new FormatException("its pickle holds a number of more than 64 bits");
        var value = bytes.Length > 0 && (bytes[^1] & 0x80) != 0 ? -1L : 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        return value;
    }

    private string Line()
    {
        var length = pickle.AsSpan(position).IndexOf((byte)'\n');
        if (length < 0)
            throw new FormatException("its pickle is cut short");
        var text = Encoding.UTF8.GetString(Bytes(length));
        Bytes(1);
        return text;
    }

    private static FormatException Damaged() => new("its pickle is damaged");
}
