namespace MtlDsl;

/// <summary>
/// The Stanford Drone Dataset: SCENE/VIDEO/annotations.txt, and frames as images in a folder "frames" beside it. Its labels are Pedestrian,
/// Biker, Skater, Cart, Car and Bus.
/// </summary>
/// <typeparam name="TModel">The network that the data set is for.</typeparam>
public sealed class StanfordDroneAttribute<TModel> : DataSetAttribute<TModel>
    where TModel : class
{
    /// <summary>Every so many-th frame is taken; 20 if not given.</summary>
    public int FrameStep { get; set; } = 20;

    /// <summary>Whether what stands behind something is learnt like all else; if not given it is difficult, and neither learnt nor counted.</summary>
    public bool KeepOccluded { get; set; }

    /// <summary>What is kept together when a fifth is taken for testing; videos if not given.</summary>
    public DroneParts Keep { get; set; }

    /// <summary>Chance's beginning; 0 if not given.</summary>
    public int Seed { get; set; }
}
