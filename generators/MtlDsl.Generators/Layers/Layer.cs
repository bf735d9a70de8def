using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Layers;

/// <summary>A layer attribute of a stage, read. Adding a kind of layer means one record here, entered in <see cref="LayerKinds"/>.</summary>
/// <param name="Place">Where the attribute and its arguments stand.</param>
internal abstract record Layer(Place Place)
{
    /// <summary>The attribute.</summary>
    public Origin Origin => Place.Attribute;

    /// <summary>The components that the layer stands for, in a row; each gets a number of its own in a sequence of parameters.</summary>
    /// <param name="input">The map that it gets.</param>
    /// <param name="norms">The settings of norms in this trunk or branch.</param>
    public abstract IEnumerable<Component> Build(Shape input, NormSettings norms);

    /// <summary>Whether torchvision's ResNet would call it <c>layer1</c>, <c>layer2</c> ...</summary>
    public virtual bool IsBlocks => false;

    /// <summary>The argument that says how many channels the layer's convolutions give; null where it has none.</summary>
    public virtual string? ChannelsArgument => null;

    /// <summary>The first thing that cannot be; null where the layer can be built.</summary>
    public virtual Fault? Check(Shape input) => null;

    /// <summary>What its ONNX form needs that a board does not read; null where the board reads it.</summary>
    public virtual Obstacle? Obstacle(ExportLimits limits) => null;
}

/// <summary>Why a board cannot run a layer.</summary>
/// <param name="Needs">What the layer needs.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record Obstacle(string Needs, string Remedy);
