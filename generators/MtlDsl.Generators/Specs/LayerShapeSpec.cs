namespace MtlDsl.Generators.Specs;

/// <summary>What [LayerShape] says of a user's own module.</summary>
/// <param name="Channels">Channels of the map that it gives; 0 for a multiple of the input's.</param>
/// <param name="ChannelFactor">That multiple.</param>
/// <param name="Stride">What the sides are divided by, rounded up.</param>
/// <param name="Factor">What they are then multiplied by.</param>
/// <param name="Extent">Input cells along a side that a cell of its result sees.</param>
/// <param name="Parameters">Learnt values, as a polynomial in the input's channels, the constant first.</param>
/// <param name="Buffers">Values in buffers, in the same way.</param>
/// <param name="MultiplyAddsPerCell">Multiply-adds for each cell of its result, in the same way.</param>
/// <param name="Operators">Nodes of its ONNX form.</param>
/// <param name="Opset">The oldest operator set of its ONNX form.</param>
internal sealed record LayerShapeSpec(
    int Channels,
    int ChannelFactor,
    int Stride,
    int Factor,
    int Extent,
    EquatableArray<double> Parameters,
    EquatableArray<double> Buffers,
    EquatableArray<double> MultiplyAddsPerCell,
    int Operators,
    int Opset)
{
    /// <summary>The oldest operator set that is written at all.</summary>
    public const int OldestOpset = 11;

    /// <summary>The newest.</summary>
    public const int NewestOpset = 17;
}
