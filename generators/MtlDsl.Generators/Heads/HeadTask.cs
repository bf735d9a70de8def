namespace MtlDsl.Generators.Heads;

/// <summary>What a head is for: it decides the labels, and with them the losses that fit.</summary>
internal enum HeadTask
{
    Segmentation,
    Detection,
    Classification,
    Regression,
    Embedding,
}
