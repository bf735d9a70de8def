namespace MtlDsl;

/// <summary>A data set in the tree of Pascal VOC: JPEGImages, Annotations, SegmentationClass.</summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class PascalVocAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class;
