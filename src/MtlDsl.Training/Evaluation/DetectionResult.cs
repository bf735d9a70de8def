namespace MtlDsl.Training.Evaluation;

/// <summary>Average precision of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Objects">Objects of the class, the difficult ones apart.</param>
/// <param name="Area">Area under the curve of precision and recall (Pascal VOC from 2010).</param>
/// <param name="ElevenPoint">Mean over eleven recalls (Pascal VOC to 2009).</param>
public sealed record ClassPrecision(string Name, int Objects, double Area, double ElevenPoint);

/// <summary>How well a detection head did: Pascal VOC average precision at an overlap of 0.5.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="MeanArea">Mean of the classes' areas, over classes that had objects.</param>
/// <param name="MeanElevenPoint">The same of the eleven-point measure.</param>
/// <param name="Classes">The classes.</param>
public sealed record DetectionResult(string Head, double MeanArea, double MeanElevenPoint, IReadOnlyList<ClassPrecision> Classes) : HeadResult(Head)
{
    /// <summary>The mean area.</summary>
    public override double Score => MeanArea;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["AP50", "AP50 11-point"];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows =>
    [
        new(Head, null, [MeanArea, MeanElevenPoint]),
        .. Classes.Select(c => new MetricRow(Head, c.Name, [c.Area, c.ElevenPoint])),
    ];
}
