using MtlDsl.Onnx.Format;

namespace MtlDsl.Onnx;

/// <summary>An attribute of an operator, by the name that ONNX gives it.</summary>
public sealed class OnnxAttribute
{
    private OnnxAttribute(AttributeProto proto) => Proto = proto;

    internal AttributeProto Proto { get; }

    /// <summary>A whole number.</summary>
    public static OnnxAttribute Int(string name, long value) => new(Attributes.Int(name, value));

    /// <summary>A real number.</summary>
    public static OnnxAttribute Float(string name, float value) => new(Attributes.Float(name, value));

    /// <summary>A text.</summary>
    public static OnnxAttribute String(string name, string value) => new(Attributes.String(name, value));

    /// <summary>Whole numbers.</summary>
    public static OnnxAttribute Ints(string name, params IEnumerable<long> values) => new(Attributes.Ints(name, values));
}
