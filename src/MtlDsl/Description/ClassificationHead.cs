namespace MtlDsl;

/// <summary>A head that gives the whole image a class: one output, class scores before the softmax, N x classes.</summary>
public class ClassificationHead : Head
{
    /// <summary>Describes a head.</summary>
    /// <param name="name">Name of the declaring property.</param>
    /// <param name="classes">The classes in the order of the scores.</param>
    /// <param name="scoresOutput">Name of the ONNX output.</param>
    public ClassificationHead(string name, IReadOnlyList<ClassInfo> classes, string scoresOutput)
        : base(name, classes) => OutputNames = [scoresOutput];

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutputNames { get; }
}

/// <summary>A <see cref="ClassificationHead"/> whose classes are the members of an enum.</summary>
/// <typeparam name="TClass">The classes; values 0, 1, 2 ... in order.</typeparam>
public sealed class ClassificationHead<TClass>(string name, IReadOnlyList<ClassInfo> classes, string scoresOutput)
    : ClassificationHead(name, classes, scoresOutput)
    where TClass : struct, Enum;
