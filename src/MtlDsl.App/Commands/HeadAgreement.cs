namespace MtlDsl.App.Commands;

/// <summary>On how much of what a head says of images two files agree.</summary>
/// <param name="Head">The head.</param>
/// <param name="Agreed">Pixels, detections or values that are the same.</param>
/// <param name="Compared">How many there are; 0 where neither file detects anything.</param>
internal sealed record HeadAgreement(Head Head, long Agreed, long Compared)
{
    /// <summary>The share that is the same.</summary>
    public double Share => Agreed / (double)Compared;

    /// <summary>
    /// The share that is needed. Where two classes are as good as each other, rounding decides; among the few detections one that it drops counts
    /// for more, and lets another come up.
    /// </summary>
    public double Needed => Head is DetectionHead ? 0.99 : 0.999;

    /// <summary>Whether there is no disagreement.</summary>
    public bool IsEnough => Compared == 0 || Share >= Needed;
}
