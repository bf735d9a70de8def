namespace MtlDsl;

/// <summary>
/// Images in one folder, masks of the same names in another. A mask's pixels have the colours of the classes, unless [MaskColor] gives the
/// data set's own, [MaskValue] its values, or Pixels says that they are the classes' numbers.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class MaskFolderAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class
{
    /// <summary>The folder of the images; "images" if not given.</summary>
    public string Images { get; set; } = "images";

    /// <summary>The folder of the masks; "masks" if not given.</summary>
    public string Masks { get; set; } = "masks";

    /// <summary>What a mask's name has after its image's, such as "_mask"; nothing if not given.</summary>
    public string MaskSuffix { get; set; } = "";

    /// <summary>What masks hold where no [MaskColor] or [MaskValue] says so: the colours of the classes if not given.</summary>
    public MaskPixels Pixels { get; set; }
}
