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

    /// <summary>Cuts every image into so many tiles a row and a column: 2 makes four of a photo, which stay together. 1 if not given.</summary>
    public int Tiles { get; set; } = 1;

    /// <summary>
    /// Whether 60 % of the images are for training, 20 % for validation and 20 % for testing, chosen so that every class is spread alike;
    /// origins stay whole, or the runs that Blocks cuts them into. All masks are read once for that. False if not given.
    /// </summary>
    public bool Balance { get; set; }
}
