using MtlDsl.Metrics;

namespace MtlDsl.Training.Evaluation;

/// <summary>Average precision of one class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Objects">Objects of the class, the difficult ones apart.</param>
/// <param name="Area">Area under the curve of precision and recall at an overlap of 0.5 (Pascal VOC from 2010).</param>
/// <param name="ElevenPoint">Mean over eleven recalls at an overlap of 0.5 (Pascal VOC to 2009).</param>
/// <param name="Coco">COCO's numbers.</param>
public sealed record ClassPrecision(string Name, int Objects, double Area, double ElevenPoint, CocoSummary Coco);

/// <summary>How well a detection head did: average precision as Pascal VOC and as COCO define it.</summary>
/// <param name="Head">Name of the head.</param>
/// <param name="MeanArea">Mean of the classes' areas at an overlap of 0.5, over classes that had objects.</param>
/// <param name="MeanElevenPoint">The same of the eleven-point measure.</param>
/// <param name="Coco">COCO's twelve numbers.</param>
/// <param name="Classes">The classes.</param>
public sealed record DetectionResult(
    string Head, double MeanArea, double MeanElevenPoint, CocoSummary Coco, IReadOnlyList<ClassPrecision> Classes) : HeadResult(Head)
{
    /// <summary>The mean area.</summary>
    public override double Score => MeanArea;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Measures { get; } = ["AP50", "AP50 11-point", "COCO AP"];

    /// <inheritdoc/>
    public override IReadOnlyList<Measurement> Measurements =>
    [
        new("AP50", MeanArea), new("AP50 11-point", MeanElevenPoint), .. Coco.Numbers.Select(number => new Measurement($"COCO {number.Name}", number.Value)),
    ];

    /// <inheritdoc/>
    public override IEnumerable<MetricRow> Rows =>
    [
        new(Head, null, [MeanArea, MeanElevenPoint, Coco.Precision]),
        .. Classes.Select(c => new MetricRow(Head, c.Name, [c.Area, c.ElevenPoint, c.Coco.Precision])),
    ];
}
