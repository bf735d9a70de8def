namespace MtlDsl.Training.Data;

/// <summary>Which part of a data set.</summary>
public enum Split
{
    /// <summary>What the network learns from.</summary>
    Train,

    /// <summary>What it is measured on.</summary>
    Test,
}
