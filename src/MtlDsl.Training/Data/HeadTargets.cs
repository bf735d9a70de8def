using TorchSharp;
using static TorchSharp.torch;

namespace MtlDsl.Training.Data;

/// <summary>The labels of a batch for one head.</summary>
public abstract class HeadTargets : IDisposable
{
    private protected HeadTargets()
    {
    }

    /// <summary>Images of the batch that have a label for the head; null where nobody counted them, which stands for all.</summary>
    public int? LabelledImages { get; internal set; }

    /// <summary>Whether some image of the batch is labelled; false for targets that are there only because they were wanted always.</summary>
    public bool IsLabelled => LabelledImages != 0;

    /// <summary>Which images have a label: N, bool.</summary>
    internal abstract Tensor LabelledRows();

    /// <summary>The same labels in other tensors.</summary>
    /// <param name="copy">Makes them.</param>
    internal HeadTargets Copy(Func<Tensor, Tensor> copy)
    {
        var targets = With(copy);
        targets.LabelledImages = LabelledImages;
        return targets;
    }

    private protected abstract HeadTargets With(Func<Tensor, Tensor> copy);

    /// <summary>
    /// Whether a loss has nothing to compare: all pixels are ignored, no default box is matched, no two images show one thing beside an image
    /// of another. Its value is then zero, which says nothing of the network.
    /// </summary>
    internal bool IsBarren()
    {
        using var scope = NewDisposeScope();
        return !Compared().any().item<bool>();
    }

    /// <summary>What a loss compares, as bool of any shape.</summary>
    private protected virtual Tensor Compared() => LabelledRows();

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Labels for a segmentation head.</summary>
/// <param name="labels">N x height x width, int64: class indices, <see cref="Ignored"/> where a pixel has no label.</param>
public sealed class SegmentationTargets(Tensor labels) : HeadTargets
{
    /// <summary>The label of a pixel that takes no part in the loss, as in Pascal VOC.</summary>
    public const byte Ignored = 255;

    /// <summary>N x height x width, int64.</summary>
    public Tensor Labels { get; } = labels;

    internal override Tensor LabelledRows() => Labels.ne(Ignored).flatten(1).any(1);

    private protected override HeadTargets With(Func<Tensor, Tensor> copy) => new SegmentationTargets(copy(Labels));

    /// <inheritdoc/>
    public override void Dispose() => Labels.Dispose();
}

/// <summary>Labels for a detection head: objects already matched with its default boxes.</summary>
/// <param name="labels">N x boxes, int64: 0 background, 1 + class index, -1 where the image has no boxes labelled.</param>
/// <param name="offsets">N x boxes x 4, float32: encoded offsets of the matched object, zero elsewhere.</param>
public sealed class DetectionTargets(Tensor labels, Tensor offsets) : HeadTargets
{
    /// <summary>The label of a default box that takes no part in the loss.</summary>
    public const long Ignored = -1;

    /// <summary>N x boxes, int64.</summary>
    public Tensor Labels { get; } = labels;

    /// <summary>N x boxes x 4, float32.</summary>
    public Tensor Offsets { get; } = offsets;

    internal override Tensor LabelledRows() => Labels.ne(Ignored).any(1);

    private protected override HeadTargets With(Func<Tensor, Tensor> copy) => new DetectionTargets(copy(Labels), copy(Offsets));

    private protected override Tensor Compared() => Labels.gt(0);

    /// <inheritdoc/>
    public override void Dispose()
    {
        Labels.Dispose();
        Offsets.Dispose();
    }
}

/// <summary>Labels for a classification head.</summary>
/// <param name="labels">N, int64: class indices, <see cref="Unlabelled"/> where an image has no class.</param>
public sealed class ClassificationTargets(Tensor labels) : HeadTargets
{
    /// <summary>The label of an image that takes no part in the loss.</summary>
    public const long Unlabelled = -1;

    /// <summary>N, int64.</summary>
    public Tensor Labels { get; } = labels;

    internal override Tensor LabelledRows() => Labels.ne(Unlabelled);

    private protected override HeadTargets With(Func<Tensor, Tensor> copy) => new ClassificationTargets(copy(Labels));

    /// <inheritdoc/>
    public override void Dispose() => Labels.Dispose();
}

/// <summary>Labels for a regression head.</summary>
/// <param name="values">N x channels x height x width, float32; NaN where a pixel has no value.</param>
public sealed class RegressionTargets(Tensor values) : HeadTargets
{
    /// <summary>N x channels x height x width, float32; NaN where a pixel has no value.</summary>
    public Tensor Values { get; } = values;

    internal override Tensor LabelledRows() => Values.isnan().logical_not().flatten(1).any(1);

    private protected override HeadTargets With(Func<Tensor, Tensor> copy) => new RegressionTargets(copy(Values));

    /// <inheritdoc/>
    public override void Dispose() => Values.Dispose();
}

/// <summary>Labels for an embedding head.</summary>
/// <param name="identities">N, int64: equal where images show the same thing, <see cref="Unlabelled"/> where that is not known.</param>
public sealed class EmbeddingTargets(Tensor identities) : HeadTargets
{
    /// <summary>The identity of an image that takes no part in the loss.</summary>
    public const long Unlabelled = -1;

    /// <summary>N, int64.</summary>
    public Tensor Identities { get; } = identities;

    internal override Tensor LabelledRows() => Identities.ne(Unlabelled);

    private protected override HeadTargets With(Func<Tensor, Tensor> copy) => new EmbeddingTargets(copy(Identities));

    private protected override Tensor Compared()
    {
        var known = LabelledRows();
        var same = Identities.unsqueeze(0).eq(Identities.unsqueeze(1)).logical_and(known).sum(1);
        // Every image is the same as itself.
        return same.gt(1).logical_and(same.lt(known.sum()));
    }

    /// <inheritdoc/>
    public override void Dispose() => Identities.Dispose();
}
