namespace MtlDsl.App.Benchmarking;

/// <summary>What a measured network is beside the declared one.</summary>
internal enum Role
{
    /// <summary>The trunk without a head.</summary>
    Trunk,

    /// <summary>The network with one head alone.</summary>
    Twin,

    /// <summary>The declared network.</summary>
    Whole,

    /// <summary>All twins, one after the other.</summary>
    InTurn,

    /// <summary>All twins, each on a thread of its own.</summary>
    AtOnce,

    /// <summary>Any exported network.</summary>
    File,
}
