namespace MtlDsl.Training.Data;

/// <summary>What a data set says of its images. Each kind is what one kind of head learns from.</summary>
[Flags]
public enum LabelKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Boxes around objects, for detection.</summary>
    Boxes = 1,

    /// <summary>A class for every pixel, for segmentation.</summary>
    Masks = 2,

    /// <summary>Measured values for every pixel, for regression.</summary>
    Values = 4,

    /// <summary>A class for the whole image, for classification.</summary>
    Classes = 8,

    /// <summary>Which images show the same, for embeddings.</summary>
    Identities = 16,

    /// <summary>Any of them.</summary>
    All = Boxes | Masks | Values | Classes | Identities,
}

/// <summary>Which labels are for which head.</summary>
public static class HeadLabelKinds
{
    /// <summary>The kind of labels that a head learns from.</summary>
    public static LabelKinds LearnsFrom(this Head head) => head switch
    {
        DetectionHead => LabelKinds.Boxes,
        SegmentationHead => LabelKinds.Masks,
        RegressionHead => LabelKinds.Values,
        ClassificationHead => LabelKinds.Classes,
        EmbeddingHead => LabelKinds.Identities,
        _ => throw new ArgumentException($"Nothing is known of the labels for a {head.GetType().Name}.", nameof(head)),
    };
}
