using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>A layer attribute of a stage, read. Adding a kind of layer means one record here, entered in <see cref="LayerKinds"/>.</summary>
/// <param name="Origin">The attribute.</param>
internal abstract record Layer(Origin Origin)
{
    /// <summary>The components that the layer stands for, in a row; each gets a number of its own in a sequence of parameters.</summary>
    public abstract IEnumerable<Component> Build(int inputs);

    /// <summary>Whether torchvision's ResNet would call it <c>layer1</c>, <c>layer2</c> ...</summary>
    public virtual bool IsBlocks => false;

    /// <summary>The first argument that cannot be: its name, the value found, what is allowed.</summary>
    public virtual Fault? Check(int inputs) => null;
}

/// <summary>An argument of a layer that cannot be.</summary>
internal sealed record Fault(string Argument, int Found, string Allowed)
{
    public static Fault? Positive(params (string Name, int Value)[] arguments)
    {
        foreach (var (name, value) in arguments)
            if (value < 1)
                return new(name, value, "1 or more");
        return null;
    }
}
