namespace MtlDsl;

/// <summary>What a stage, a part or a whole network costs, for one image.</summary>
/// <param name="Parameters">Learnt values.</param>
/// <param name="Statistics">Values that stand in the state dict but are not learnt: batch-norm statistics, fixed kernels.</param>
/// <param name="MultiplyAdds">Multiply-adds of convolutions and linear layers.</param>
/// <param name="Activations">Values written in inference; folded norms and in-place activations write none.</param>
/// <param name="Operators">Nodes of the ONNX form as Jetsons of today read it, without the rectifiers, which every runtime joins to what stands before them.</param>
public readonly partial record struct Cost(long Parameters, long Statistics, long MultiplyAdds, long Activations = 0, int Operators = 0)
{
    /// <summary>Weights and statistics as float32, in decimal megabytes (the unit of the study's tables).</summary>
    public double WeightsMB => (Parameters + Statistics) * 4 / 1e6;

    /// <summary>What is written in inference as float32, in decimal megabytes. It is never all held at once.</summary>
    public double ActivationsMB => Activations * 4 / 1e6;

    /// <summary>Adds two costs.</summary>
    public static Cost operator +(Cost a, Cost b) => new(
        a.Parameters + b.Parameters, a.Statistics + b.Statistics, a.MultiplyAdds + b.MultiplyAdds, a.Activations + b.Activations,
        a.Operators + b.Operators);

    /// <summary>What is left of a cost without a part of it.</summary>
    public static Cost operator -(Cost a, Cost b) => new(
        a.Parameters - b.Parameters, a.Statistics - b.Statistics, a.MultiplyAdds - b.MultiplyAdds, a.Activations - b.Activations,
        a.Operators - b.Operators);
}
