namespace MtlDsl;

/// <summary>
/// A data set of YOLO's text files: images and labels, and a file with the classes' names, whose folders or lists for the parts are followed. If it
/// has none, there may be folders of the parts' names in images and labels or around them.
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

    /// <summary>Whether the file of names may name folders and lists of images outside of the data set's folder; false if not given.</summary>
    public bool AllowOutside { get; set; }
}
