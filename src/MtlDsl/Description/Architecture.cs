using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>What is known of a declared network at build time.</summary>
/// <param name="Name">Name of the declaring class.</param>
/// <param name="Input">Size of the input image in pixels.</param>
/// <param name="Normalization">How bytes become the input.</param>
/// <param name="Heads">The heads in the order of their declaration.</param>
/// <param name="Taps">Every stage with its map, trunk first.</param>
/// <param name="Parts">Cost of the trunk and of each head; the parts of a network add up.</param>
public sealed record Architecture(
    string Name,
    PixelSize Input,
    PixelNormalization Normalization,
    IReadOnlyList<Head> Heads,
    IReadOnlyList<TapInfo> Taps,
    IReadOnlyList<PartInfo> Parts)
{
    /// <summary>Name of the ONNX input: N x 3 x height x width, float32, normalised.</summary>
    public const string InputName = "image";

    /// <summary>Names of all outputs, head by head.</summary>
    public IEnumerable<string> OutputNames => Heads.SelectMany(head => head.OutputNames);

    /// <summary>Weights of the trunk with the named heads, in decimal megabytes; with no name, of the bare trunk.</summary>
    /// <exception cref="ArgumentException">No head has that name.</exception>
    public double WeightsMB(params IReadOnlyList<string> heads)
    {
        foreach (var head in heads)
            if (Heads.All(h => h.Name != head))
                throw new ArgumentException($"{Name} has no head '{head}'; it has {string.Join(", ", Heads)}.", nameof(heads));
        return Parts.Where((part, index) => index == 0 || heads.Contains(part.Name)).Sum(part => part.WeightsMB);
    }
}
