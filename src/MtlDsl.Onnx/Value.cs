namespace MtlDsl.Onnx;

/// <summary>
/// A value in a graph, with its shape beside the batch: a map, channels x height x width, or rows, rows x width.
/// </summary>
public readonly record struct Value
{
    internal Value(OnnxGraph graph, string name, int channels, int height, int width) =>
        (Graph, Name, Channels, Height, Width) = (graph, name, channels, height, width);

    internal Value(OnnxGraph graph, string name, int rows, int width) : this(graph, name, 0, rows, width)
    {
    }

    /// <summary>Name within the graph; null for a value that no graph has made.</summary>
    public string? Name { get; }

    /// <summary>Channels of a map; 0 for rows.</summary>
    public int Channels { get; }

    /// <summary>Height of a map, or the number of rows.</summary>
    public int Height { get; }

    /// <summary>Width of a map or of a row.</summary>
    public int Width { get; }

    /// <summary>Whether it is a map.</summary>
    public bool IsMap => Channels > 0;

    internal OnnxGraph? Graph { get; }

    /// <summary>Its shape: "64x75x75", or "8732 rows of 4".</summary>
    public override string ToString() => IsMap ? $"{Channels}x{Height}x{Width}" : $"{Height} rows of {Width}";
}
