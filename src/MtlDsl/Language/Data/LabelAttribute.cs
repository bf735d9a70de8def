namespace MtlDsl;

/// <summary>Maps a label of a data set onto a class. Without it, a label maps onto the member of the same name.</summary>
/// <param name="label">The data set's own name of the class.</param>
/// <param name="class">A member of a head's class enum.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class LabelAttribute(string label, object @class) : Attribute
{
    /// <summary>The data set's own name of the class.</summary>
    public string Label { get; } = label;

    /// <summary>A member of a head's class enum.</summary>
    public object Class { get; } = @class;
}
