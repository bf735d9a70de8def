using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>
/// What a network says of an image: memory that belongs to who makes it. Filled again it says what the network does of the new image, and
/// takes no new memory while images have the same size.
/// </summary>
public class NetworkPrediction
{
    private readonly HeadPrediction[] heads;

    /// <summary>Makes memory for what a network will say.</summary>
    /// <exception cref="NotSupportedException">A head is of an unknown kind.</exception>
    public NetworkPrediction(Architecture architecture) => heads = [.. architecture.Heads.Select(HeadPrediction.Of)];

    /// <summary>What each head says, in the order of the declaration.</summary>
    public IReadOnlyList<HeadPrediction> Heads => heads;

    /// <summary>Size of the image that it was last filled for.</summary>
    public PixelSize ImageSize { get; private set; }

    internal void Read(ImageOutputs outputs, ImagePlacement placement, ReadingRules rules)
    {
        var first = 0;
        foreach (var head in heads)
        {
            head.Read(outputs, first, placement, rules);
            first += head.Head.OutputNames.Count;
        }
        ImageSize = placement.Image;
    }
}
