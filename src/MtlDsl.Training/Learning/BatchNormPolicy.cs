namespace MtlDsl.Training;

/// <summary>What batch norms do while a network learns.</summary>
public enum BatchNormPolicy
{
    /// <summary>They normalise by each batch's statistics and keep running ones.</summary>
    Train,

    /// <summary>They keep the statistics that they have; scale and bias still learn. For batches of fewer than six images.</summary>
    Frozen,

    /// <summary>
    /// They normalise by the statistics of the whole batch where several processes train together; a process alone does as with
    /// <see cref="Train"/>.
    /// </summary>
    Synchronized,
}
