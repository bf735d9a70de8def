namespace MtlDsl;

/// <summary>
/// What a module of one's own gives and costs, for <see cref="LayerAttribute{TModule}"/>. Without arguments: a map of the input's shape,
/// without weights. Costs are polynomials in the input's channels C, the constant first: <c>Parameters = [0, 1, 9]</c> is C + 9 C².
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LayerShapeAttribute : Attribute
{
    /// <summary>Channels that it gives; if not given, <see cref="ChannelFactor"/> times the input's.</summary>
    public int Channels { get; set; }

    /// <summary>Channels that it gives for each of the input's; 1 if not given.</summary>
    public int ChannelFactor { get; set; } = 1;

    /// <summary>What the sides are divided by, rounded up; 1 if not given.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>What the sides are multiplied by, after the division; 1 if not given.</summary>
    public int Factor { get; set; } = 1;

    /// <summary>Cells of the input along a side that a cell of the result sees; the stride if not given.</summary>
    public int Extent { get; set; }

    /// <summary>Learnt values; none if not given.</summary>
    public double[] Parameters { get; set; } = [];

    /// <summary>Values in buffers; none if not given.</summary>
    public double[] Buffers { get; set; } = [];

    /// <summary>Multiply-adds for each cell of the result; none if not given.</summary>
    public double[] MultiplyAddsPerCell { get; set; } = [];

    /// <summary>Nodes of its ONNX form; 1 if not given.</summary>
    public int Operators { get; set; } = 1;

    /// <summary>The oldest operator set that its ONNX form can be written in, 11 to 17; 11 if not given.</summary>
    public int Opset { get; set; } = 11;
}
