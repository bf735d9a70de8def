using MtlDsl.Vision;

namespace MtlDsl;

/// <summary>
/// A head that finds objects in the manner of SSD (Liu et al., 2016). Two outputs a default box, in this order: class scores before
/// the softmax, N x boxes x (1 + classes) with the background first, and box offsets, N x boxes x 4.
/// </summary>
public class DetectionHead : Head
{
    /// <summary>Describes a head.</summary>
    /// <param name="name">Name of the declaring property.</param>
    /// <param name="classes">The object classes, without the background.</param>
    /// <param name="confidenceOutput">Name of the ONNX output with the class scores.</param>
    /// <param name="locationOutput">Name of the ONNX output with the offsets.</param>
    /// <param name="defaultBoxes">The default boxes, in the order of the outputs' rows.</param>
    /// <param name="matchOverlap">Overlap from which a default box is trained to find an object.</param>
    public DetectionHead(
        string name, IReadOnlyList<ClassInfo> classes, string confidenceOutput, string locationOutput,
        DefaultBoxes defaultBoxes, float matchOverlap)
        : base(name, classes)
    {
        OutputNames = [confidenceOutput, locationOutput];
        (DefaultBoxes, MatchOverlap) = (defaultBoxes, matchOverlap);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutputNames { get; }

    /// <summary>The default boxes, in the order of the outputs' rows.</summary>
    public DefaultBoxes DefaultBoxes { get; }

    /// <summary>Overlap from which a default box is trained to find an object.</summary>
    public float MatchOverlap { get; }
}

/// <summary>A <see cref="DetectionHead"/> whose classes are the members of an enum.</summary>
/// <typeparam name="TClass">The object classes; values 0, 1, 2 ... in order, without the background.</typeparam>
public sealed class DetectionHead<TClass>(
    string name, IReadOnlyList<ClassInfo> classes, string confidenceOutput, string locationOutput,
    DefaultBoxes defaultBoxes, float matchOverlap)
    : DetectionHead(name, classes, confidenceOutput, locationOutput, defaultBoxes, matchOverlap)
    where TClass : struct, Enum;
