namespace MtlDsl.Training.Data;

/// <summary>The labels of a batch for one head while they are gathered. Different slots may be written by different threads.</summary>
/// <param name="slots">Images a batch.</param>
internal abstract class HeadBuffer(int slots)
{
    private readonly bool[] labelled = new bool[slots];

    /// <summary>The buffer for a head.</summary>
    public static HeadBuffer For(Head head, int slots, SampleRenderer renderer) => head switch
    {
        SegmentationHead => new PixelBuffer(slots, renderer),
        DetectionHead detection => new ObjectBuffer(slots, detection),
        RegressionHead regression => new ValueBuffer(slots, regression, renderer),
        ClassificationHead => new ImageBuffer(slots, label => ((ClassLabel)label).Class, labels => new ClassificationTargets(labels)),
        EmbeddingHead => new ImageBuffer(slots, label => ((IdentityLabel)label).Identity, labels => new EmbeddingTargets(labels)),
        _ => throw new NotSupportedException($"There are no labels for a head of the kind {head.GetType().Name}."),
    };

    /// <summary>Writes the labels of one image; null says that the image is not labelled for the head.</summary>
    public void Fill(int slot, View view, HeadLabels? labels)
    {
        labelled[slot] = labels is not null;
        if (labels is null)
            Clear(slot);
        else
            Write(slot, view, labels);
    }

    /// <summary>The labels as tensors; null where no image of the batch is labelled, unless they are wanted always.</summary>
    public HeadTargets? ToTargets(bool always)
    {
        var isLabelled = labelled.Contains(true);
        if (!isLabelled && !always)
            return null;
        var targets = Copy();
        targets.IsLabelled = isLabelled;
        return targets;
    }

    /// <summary>Marks a slot as one that takes no part in the loss.</summary>
    protected abstract void Clear(int slot);

    /// <summary>Writes the labels of one image as the view shows them.</summary>
    protected abstract void Write(int slot, View view, HeadLabels labels);

    /// <summary>Copies all slots into tensors.</summary>
    protected abstract HeadTargets Copy();
}
