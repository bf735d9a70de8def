using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Graph;

namespace MtlDsl.Generators.Heads;

/// <summary>A layer of a head's own.</summary>
/// <param name="Name">As it is registered.</param>
/// <param name="Component">What it is.</param>
/// <param name="Input">The map that it gets.</param>
internal sealed record HeadLayer(string Name, Component Component, Shape Input)
{
    /// <summary>Whether it is registered as a module.</summary>
    public bool IsModule => Component.TorchFunction("x") is null;

    public Cost Cost => Component.CostOn(Input);

    public string Torch(string x) => Component.TorchFunction(x) ?? $"{Name}.call({x})";

    public string Onnx(string x, NamePath root) => Component.Onnx(x, root[Name]);
}

/// <summary>A head in its network, with the stages that it owns: its modules, its forward pass, its ONNX form and its description.</summary>
internal abstract record HeadGraph(HeadSpec Spec, IReadOnlyList<Stage> Owned)
{
    /// <summary>The stages that the head reads.</summary>
    public abstract IReadOnlyList<Stage> Taps { get; }

    /// <summary>Its own layers, in the order in which they are registered.</summary>
    public abstract IReadOnlyList<HeadLayer> Layers { get; }

    /// <summary>How its predictors' weights start, where not as their kind does: a method of MtlDsl.Training.Initialization, and the layers.</summary>
    public virtual (string Method, IEnumerable<HeadLayer> Layers)? Start => null;

    /// <summary>What it gives, for a summary.</summary>
    public abstract string Gives { get; }

    /// <summary>Writes what its module does with the maps, up to the return.</summary>
    public abstract void WriteForward(CodeWriter writer);

    /// <summary>Writes the same as ONNX.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="root">Where its weights are named.</param>
    public abstract void WriteOnnx(CodeWriter writer, NamePath root);

    /// <summary>Names of the variables that hold its outputs' names.</summary>
    public abstract IReadOnlyList<string> OutputVariables { get; }

    /// <summary>The arguments of its description after name and classes.</summary>
    /// <param name="outputs">The names of its ONNX outputs.</param>
    /// <param name="image">The network's input.</param>
    public virtual IEnumerable<string> DescriptionArguments(string outputs, Shape image) => [outputs];

    /// <summary>Its default boxes on a map.</summary>
    public virtual long DefaultBoxes(Stage tap) => 0;

    /// <summary>What it costs with the stages that it owns.</summary>
    public Cost Cost => Owned.Aggregate(OwnCost, (sum, stage) => sum + stage.Cost);

    /// <summary>What it costs to make its outputs of the maps that it reads.</summary>
    public Cost OwnCost => Layers.Aggregate(Joins, (sum, layer) => sum + layer.Cost);

    /// <summary>What stands between its layers: sums, means, rearrangements.</summary>
    protected abstract Cost Joins { get; }

    /// <summary>The stage's local where the head computes it itself, else the trunk's map.</summary>
    public string Read(Stage stage) => Owned.Contains(stage) ? stage.Variable : stage.SharedMap;
}
