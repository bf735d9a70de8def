namespace MtlDsl;

/// <summary>
/// Images in one folder, maps of measured values of the same names in another: depths, heights, temperatures, which a regression head learns. A
/// map is a PNG of grey levels of 8 or 16 bits, or a TIFF of whole numbers or of numbers with a fraction.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class ValueFolderAttribute<TModel> : ImageFolderAttribute<TModel>
    where TModel : class
{
    /// <summary>The folder of the images; "images" if not given.</summary>
    public string Images { get; set; } = "images";

    /// <summary>The folder of the maps; "values" if not given.</summary>
    public string Values { get; set; } = "values";

    /// <summary>What a map's name has after its image's, such as "_depth"; nothing if not given.</summary>
    public string ValueSuffix { get; set; } = "";

    /// <summary>What is measured: of several regression heads, the one of this name learns it. The name of the maps' folder if not given.</summary>
    public string? Quantity { get; set; }

    /// <summary>What a stored number is multiplied by: 0.001 makes metres of millimetres. 1 if not given.</summary>
    public double Scale { get; set; } = 1;

    /// <summary>What is added to it then; 0 if not given.</summary>
    public double Offset { get; set; }

    /// <summary>
    /// The stored number that stands for no value, such as 0 or -9999; none if not given. What is no number, or infinite, is no value anyway.
    /// </summary>
    public double NoData { get; set; } = double.NaN;

    /// <summary>Cuts every image into so many tiles a row and a column: 2 makes four of a photo, which stay together. 1 if not given.</summary>
    public int Tiles { get; set; } = 1;
}
