namespace MtlDsl;

/// <summary>
/// A data set in COCO's format: annotations/instances_PART.json and the images in folders of the parts' names, or one annotations.json
/// beside the images. Objects of a crowd are difficult.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class CocoAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class
{
    /// <summary>
    /// Whether classes of pixels are painted from the objects' outlines, with the label "background" where there is none; true if not given.
    /// </summary>
    public bool Masks { get; set; } = true;
}
