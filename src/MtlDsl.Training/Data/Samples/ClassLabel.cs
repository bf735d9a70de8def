namespace MtlDsl.Training.Data;

/// <summary>The label for a classification head.</summary>
/// <param name="class">Index among the head's classes.</param>
public sealed class ClassLabel(int @class) : HeadLabels
{
    /// <summary>Index among the head's classes.</summary>
    public int Class { get; } = @class;
}
