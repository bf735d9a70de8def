namespace MtlDsl;

/// <summary>A data set in the tree of Pascal VOC: JPEGImages, Annotations, SegmentationClass, and lists in ImageSets if there are any.</summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class PascalVocAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class;
