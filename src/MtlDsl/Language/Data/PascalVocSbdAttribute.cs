namespace MtlDsl;

/// <summary>
/// Pascal VOC 2007 and 2012 with the masks of the Semantic Boundaries Dataset: the images that have both boxes and a mask. The lists "val"
/// are halved by chance into validation and testing.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class PascalVocSbdAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class
{
    /// <summary>Chance's beginning; 0 if not given.</summary>
    public int Seed { get; set; }
}
