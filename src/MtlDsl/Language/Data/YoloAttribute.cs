namespace MtlDsl;

/// <summary>
/// A data set of YOLO's text files: images and labels, in each or around them folders of the parts' names if there are parts, and a file
/// with the classes' names.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class YoloAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class
{
    /// <summary>The file with the classes' names, YAML or a name a line; data.yaml or classes.txt if not given.</summary>
    public string? Names { get; set; }

    /// <summary>The folder of masks with a value a pixel; none if not given.</summary>
    public string? Masks { get; set; }

    /// <summary>The file with the names of the masks' values; that of the boxes if not given. A value called "unlabeled" has no label.</summary>
    public string? MaskNames { get; set; }
}
