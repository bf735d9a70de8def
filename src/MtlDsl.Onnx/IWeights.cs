namespace MtlDsl.Onnx;

/// <summary>The weights of a network by name, as a state dict has them: "trunk.layer1.0.conv1.weight".</summary>
public interface IWeights
{
    /// <summary>Whether there is a tensor of that name.</summary>
    bool Contains(string name);

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names it and the names nearest to it.</exception>
    WeightTensor this[string name] { get; }
}
