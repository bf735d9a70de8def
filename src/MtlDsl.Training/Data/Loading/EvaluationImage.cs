using MtlDsl.Vision;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>One image as evaluation needs it: the network's input, and the labels at the image's own size.</summary>
/// <param name="sample">The image and its labels, untransformed.</param>
/// <param name="input">1 x 3 x height x width, float32, normalised.</param>
public sealed class EvaluationImage(Sample sample, Tensor input) : IDisposable
{
    /// <summary>What the data set calls the image.</summary>
    public string Id => sample.Id;

    /// <summary>The image in its own size.</summary>
    public RgbImage Image => sample.Image;

    /// <summary>The labels for every head, in the coordinates of the image; null where it is not labelled for the head.</summary>
    public IReadOnlyList<HeadLabels?> Labels => sample.Labels;

    /// <summary>1 x 3 x height x width, float32, normalised.</summary>
    public Tensor Input { get; } = input;

    /// <inheritdoc/>
    public void Dispose() => Input.Dispose();
}
