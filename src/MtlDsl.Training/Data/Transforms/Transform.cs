namespace MtlDsl.Training.Data;

/// <summary>One step of the augmentation of training images.</summary>
public abstract class Transform
{
    /// <summary>Decides, by chance, what the network is to see of a sample or in what colours.</summary>
    /// <param name="sample">What is changed.</param>
    /// <param name="random">The sample's own source of chance; the same numbers give the same sample.</param>
    public abstract void Apply(Sample sample, Random random);

    /// <summary>The same for a transform that puts samples together; others need no more than the one.</summary>
    /// <param name="sample">What is changed.</param>
    /// <param name="random">The sample's own source of chance.</param>
    /// <param name="another">Reads another sample of the data set, drawn by chance, with all transforms before this one applied.</param>
    public virtual void Apply(Sample sample, Random random, Func<Sample> another) => Apply(sample, random);
}
