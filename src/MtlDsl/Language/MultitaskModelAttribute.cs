namespace MtlDsl;

/// <summary>
/// Makes a partial class a multitask network: a trunk, and one head for each partial property with a head attribute. The generator
/// writes its module, losses, ONNX export and predictor.
/// </summary>
/// <typeparam name="TTrunk">The trunk: an enum marked with <see cref="TrunkAttribute"/>.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MultitaskModelAttribute<TTrunk> : Attribute
    where TTrunk : struct, Enum
{
    /// <summary>Width of the input image in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Height of the input image in pixels.</summary>
    public int Height { get; set; }

    /// <summary>
    /// Images of a training step, where that is known: with fewer than six the compiler warns of batch norms, whose statistics then are too
    /// noisy to train with.
    /// </summary>
    public int Batch { get; set; }

    /// <summary>How bytes become the network's input.</summary>
    public Normalization Normalization { get; set; }
}
