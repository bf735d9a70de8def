namespace MtlDsl;

/// <summary>
/// A layer of one's own. The module derives from TorchSharp's <c>Module&lt;Tensor, Tensor&gt;</c>, has a constructor without parameters
/// or with the input's channels (int or long), says with <see cref="LayerShapeAttribute"/> what it gives, and writes itself as ONNX with
/// <c>public static Value ToOnnx(OnnxGraph graph, string name, Value input)</c>. The network holds it to what it says: when it is made,
/// run and exported; what it is given has the shape that the network was declared for, which is looked at before the layer runs, for TorchSharp's
/// <c>matmul</c> ends the process where shapes do not fit. Convolutions in it start with He's initialisation and group norms with ones and zeros, as
/// all of the network's do.
/// </summary>
/// <typeparam name="TModule">The module.</typeparam>
public sealed class LayerAttribute<TModule> : LayerAttribute
    where TModule : class;
