namespace MtlDsl.Metrics;

/// <summary>How a precision/recall curve becomes one number.</summary>
public enum AveragePrecisionKind
{
    /// <summary>
    /// Pascal VOC to 2009: the mean, over the recalls 0, 0.1 ... 1, of the best precision at that recall or a higher one.
    /// </summary>
    ElevenPoint,

    /// <summary>Pascal VOC from 2010: the area under the curve after precision has been made to fall with recall.</summary>
    Area,

    /// <summary>The sum of each precision times its step in recall, the curve left as it is ("Integral" in Caffe's SSD).</summary>
    Integral,
}
