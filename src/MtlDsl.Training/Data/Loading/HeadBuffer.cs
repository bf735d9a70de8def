namespace MtlDsl.Training.Data;

/// <summary>The labels of a batch for one head while they are gathered. Different slots may be written by different threads.</summary>
/// <param name="slots">Images a batch.</param>
internal abstract class HeadBuffer(int slots)
{
    private readonly bool[] labelled = new bool[slots];

    /// <summary>The buffer for a head.</summary>
    /// <param name="head">The head.</param>
    /// <param name="index">Its index in the architecture.</param>
    /// <param name="slots">Images a batch.</param>
    /// <param name="renderer">Knows the size of what the head sees.</param>
    public static HeadBuffer For(Head head, int index, int slots, SampleRenderer renderer) => head switch
    {
        SegmentationHead => new PixelBuffer(slots, index, renderer),
        DetectionHead detection => new ObjectBuffer(slots, index, detection),
        RegressionHead regression => new ValueBuffer(slots, index, regression, renderer),
        ClassificationHead => new ImageBuffer(slots, index, label => ((ClassLabel)label).Class, labels => new ClassificationTargets(labels)),
        EmbeddingHead => new ImageBuffer(slots, index, label => ((IdentityLabel)label).Identity, labels => new EmbeddingTargets(labels)),
        _ => throw new NotSupportedException($"There are no labels for a head of the kind {head.GetType().Name}."),
    };

    /// <summary>Writes the labels of one sample, if it has any for the head.</summary>
    public void Fill(int slot, Sample sample)
    {
        labelled[slot] = Write(slot, sample);
        if (!labelled[slot])
            Clear(slot);
    }

    /// <summary>The labels as tensors; null where no image of the batch is labelled, unless they are wanted always.</summary>
    public HeadTargets? ToTargets(bool always)
    {
        var images = labelled.Count(isLabelled => isLabelled);
        if (images == 0 && !always)
            return null;
        var targets = Copy();
        targets.LabelledImages = images;
        return targets;
    }

    /// <summary>Marks a slot as one that takes no part in the loss.</summary>
    protected abstract void Clear(int slot);

    /// <summary>Writes the labels of one sample as its view shows them.</summary>
    /// <returns>Whether the sample is labelled for the head.</returns>
    protected abstract bool Write(int slot, Sample sample);

    /// <summary>Copies all slots into tensors.</summary>
    protected abstract HeadTargets Copy();
}
