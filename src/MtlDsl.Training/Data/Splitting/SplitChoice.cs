namespace MtlDsl.Training.Data;

/// <summary>What serves a split where a data set sets parts aside for training, validation and testing, or only some of them.</summary>
internal static class SplitChoice
{
    /// <summary>Testing takes the part for validation where there is none for testing; nothing is left for validation then.</summary>
    /// <returns>The part; null where there is none for the split.</returns>
    public static T? Of<T>(Split split, T? train, T? validation, T? test) => split switch
    {
        Split.Train => train,
        Split.Test => test ?? validation,
        _ => test is null ? default : validation,
    };
}
