namespace MtlDsl.Training;

/// <summary>Whether a trunk's batch norms are given measured statistics before learning begins; see <see cref="BatchNormUnfolding"/>.</summary>
public enum UnfoldBatchNorms
{
    /// <summary>Where the loaded weights had their batch norms folded into the convolutions.</summary>
    Automatic,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
