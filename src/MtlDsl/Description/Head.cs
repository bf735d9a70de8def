namespace MtlDsl;

/// <summary>A head of a declared network: its task, its classes if it has any, and the names of its outputs.</summary>
public abstract class Head
{
    private protected Head(string name, IReadOnlyList<ClassInfo> classes) => (Name, Classes) = (name, classes);

    /// <summary>The name of the property that declares the head.</summary>
    public string Name { get; }

    /// <summary>The classes, in the order of the enum's values; none where the head has no classes.</summary>
    public IReadOnlyList<ClassInfo> Classes { get; }

    /// <summary>Names of the head's ONNX outputs, in the order in which the network gives them.</summary>
    public abstract IReadOnlyList<string> OutputNames { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
