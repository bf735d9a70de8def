namespace MtlDsl.Training.Checkpoints;

/// <summary>Sizes and names of element types.</summary>
internal static class ElementTypes
{
    private static readonly (ElementType Type, string SafeTensorsName, string TorchStorage, int Size)[] all =
    [
        (ElementType.Float64, "F64", "DoubleStorage", 8),
        (ElementType.Float32, "F32", "FloatStorage", 4),
        (ElementType.Float16, "F16", "HalfStorage", 2),
        (ElementType.BFloat16, "BF16", "BFloat16Storage", 2),
        (ElementType.Int64, "I64", "LongStorage", 8),
        (ElementType.Int32, "I32", "IntStorage", 4),
        (ElementType.Int16, "I16", "ShortStorage", 2),
        (ElementType.Int8, "I8", "CharStorage", 1),
        (ElementType.UInt8, "U8", "ByteStorage", 1),
        (ElementType.Bool, "BOOL", "BoolStorage", 1),
    ];

    /// <summary>All names that a safetensors header may use here.</summary>
    public static string SafeTensorsNames => string.Join(", ", all.Select(entry => entry.SafeTensorsName));

    /// <summary>Bytes a value.</summary>
    public static int Size(this ElementType type) => all[(int)type].Size;

    /// <summary>The type's name in a safetensors header.</summary>
    public static string SafeTensorsName(this ElementType type) => all[(int)type].SafeTensorsName;

    /// <summary>The type of a name in a safetensors header; null for an unknown one.</summary>
    public static ElementType? FromSafeTensors(string name) => Find(entry => entry.SafeTensorsName == name);

    /// <summary>The type of a PyTorch storage class such as "FloatStorage"; null for an unknown one.</summary>
    public static ElementType? FromTorchStorage(string name) => Find(entry => entry.TorchStorage == name);

    private static ElementType? Find(Predicate<(ElementType Type, string SafeTensorsName, string TorchStorage, int Size)> match)
    {
        var index = Array.FindIndex(all, match);
        return index < 0 ? null : all[index].Type;
    }
}
