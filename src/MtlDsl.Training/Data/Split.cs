namespace MtlDsl.Training.Data;

/// <summary>Which part of a data set.</summary>
public enum Split
{
    /// <summary>What the network learns from.</summary>
    Train,

    /// <summary>What it is measured on.</summary>
    Test,

    /// <summary>
    /// What settings are chosen on while it learns; no part of either. Empty for a data set that sets nothing aside itself: then
    /// <see cref="HoldOut"/> takes some of what is for training.
    /// </summary>
    Validation,
}
