using System.Runtime.InteropServices;
using MtlDsl.Vision;

namespace MtlDsl.Deployment;

/// <summary>The objects in an image.</summary>
public sealed record DetectionPrediction : HeadPrediction
{
    private readonly List<Detection> detections;

    /// <summary>Keeps detections.</summary>
    /// <param name="head">The head.</param>
    /// <param name="detections">By falling score; boxes in fractions of the image.</param>
    public DetectionPrediction(DetectionHead head, IEnumerable<Detection> detections) => (Head, this.detections) = (head, [.. detections]);

    /// <inheritdoc/>
    public override DetectionHead Head { get; }

    /// <summary>By falling score; boxes in fractions of the image.</summary>
    public IReadOnlyList<Detection> Detections => detections;

    /// <summary>The head and what it finds.</summary>
    public void Deconstruct(out DetectionHead head, out IReadOnlyList<Detection> detections) => (head, detections) = (Head, this.detections);

    internal override void Read(ImageOutputs outputs, int first, ImagePlacement placement, ReadingRules rules)
    {
        DetectionDecoder.Decode(outputs[first], outputs[first + 1], Head.DefaultBoxes, Head.Classes.Count, rules.Detection, detections, rules.Form);
        if (placement.Window == ImageResampler.Whole)
            return;
        var kept = 0;
        foreach (var found in CollectionsMarshal.AsSpan(detections))
            // Beside the image, in the bars of a letterbox, nothing can be.
            if (placement.ToImage(found.Box).ClampToUnit() is { Area: > 0 } box)
                detections[kept++] = found with { Box = box };
        detections.RemoveRange(kept, detections.Count - kept);
    }
}
