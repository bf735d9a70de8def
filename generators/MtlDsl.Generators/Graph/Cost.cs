namespace MtlDsl.Generators.Graph;

/// <summary>What a component costs.</summary>
/// <param name="Parameters">Learnt values.</param>
/// <param name="Statistics">Values that stand in the state dict but are not learnt: batch-norm statistics, fixed kernels.</param>
/// <param name="MultiplyAdds">Multiply-adds an image, of convolutions and linear layers.</param>
/// <param name="Activations">Values that it writes for one image in inference; folded norms and in-place activations write none.</param>
/// <param name="Operators">Nodes of its ONNX form, without the rectifiers, which every runtime joins to what stands before them.</param>
internal readonly record struct Cost(long Parameters, long Statistics, long MultiplyAdds, long Activations = 0, int Operators = 0)
{
    public static Cost operator +(Cost a, Cost b) => new(
        a.Parameters + b.Parameters, a.Statistics + b.Statistics, a.MultiplyAdds + b.MultiplyAdds, a.Activations + b.Activations,
        a.Operators + b.Operators);

    /// <summary>The cost of operators without weights that write a map of such a shape.</summary>
    public static Cost Writing(Shape output, int operators = 1) => new(0, 0, 0, output.Values, operators);
}
