namespace MtlDsl.Onnx;

/// <summary>
/// A value in a graph, with its shape beside the batch: a map, channels x height x width; rows, rows x width; or a vector.
/// </summary>
public readonly record struct Value
{
    internal Value(OnnxGraph graph, string name, int channels, int height, int width) =>
        (Graph, Name, Channels, Height, Width) = (graph, name, channels, height, width);

    internal Value(OnnxGraph graph, string name, int rows, int width) : this(graph, name, 0, rows, width)
    {
    }

    internal Value(OnnxGraph graph, string name, int length) : this(graph, name, 0, 0, length)
    {
    }

    /// <summary>Name within the graph; null for a value that no graph has made.</summary>
    public string? Name { get; }

    /// <summary>Channels of a map; 0 for rows and vectors.</summary>
    public int Channels { get; }

    /// <summary>Height of a map, or the number of rows; 0 for a vector.</summary>
    public int Height { get; }

    /// <summary>Width of a map or of a row, or the length of a vector.</summary>
    public int Width { get; }

    /// <summary>Whether it is a map.</summary>
    public bool IsMap => Channels > 0;

    /// <summary>Whether it is a vector.</summary>
    public bool IsVector => Height == 0;

    /// <summary>Its sizes beside the batch, outermost first.</summary>
    public IReadOnlyList<int> Shape => IsMap ? [Channels, Height, Width] : IsVector ? [Width] : [Height, Width];

    internal OnnxGraph? Graph { get; }

    /// <summary>Its shape: "64x75x75", "8732 rows of 4" or "vector of 128".</summary>
    public override string ToString() => IsMap ? $"{Channels}x{Height}x{Width}" : IsVector ? $"vector of {Width}" : $"{Height} rows of {Width}";
}
