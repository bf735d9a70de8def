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
    /// Whether classes of pixels are painted from the objects' outlines, with the label "background" where there is none; true if not given. The
    /// pixels in the box of an object without outline have no label.
    /// </summary>
    public bool Masks { get; set; } = true;

    /// <summary>
    /// Whether the files of annotations may name images outside of the data set's folder, by absolute paths or "../"; false if not given, for then
    /// whoever wrote them chooses what is opened.
    /// </summary>
    public bool AllowOutside { get; set; }
}
