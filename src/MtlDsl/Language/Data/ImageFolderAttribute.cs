namespace MtlDsl;

/// <summary>
/// A data set of loose files, which may say by lists or by folders' names what is for training and what for testing, or leave that to be
/// declared. Images of one video, flight or large photo look alike: keep them together, or the network is tested on what it has learnt.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public abstract class ImageFolderAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class
{
    /// <summary>
    /// Images whose names begin alike up to this text, such as "_", come from one origin, which is not divided. Without it and without
    /// Blocks every fifth image is for testing.
    /// </summary>
    public string? GroupBy { get; set; }

    /// <summary>
    /// Cuts each origin, or the whole data set, into so many runs of neighbours in the order of names, and takes one of each for testing:
    /// for few origins, of which none can be spared. 1 if not given: origins stay whole.
    /// </summary>
    public int Blocks { get; set; } = 1;

    /// <summary>Which run is for testing, from 1; the last if not given.</summary>
    public int TestBlock { get; set; }

    /// <summary>Images on either side of a run for testing that are left out of training; 0 if not given.</summary>
    public int Gap { get; set; }

    /// <summary>Chance's beginning, where whole origins are chosen for testing; 0 if not given.</summary>
    public int Seed { get; set; }
}
