using System.Collections.Generic;

namespace MtlDsl.Generators.Graph;

/// <summary>
/// A piece of a network with one input and one output: its shape rule, its cost, its TorchSharp form and its ONNX form. Everything that
/// is generated for a layer comes from its components.
/// </summary>
internal abstract record Component
{
    /// <summary>The map that it gives.</summary>
    public abstract Shape Infer(Shape input);

    /// <summary>What it costs on such a map.</summary>
    public abstract Cost CostOn(Shape input);

    /// <summary>What a cell of its output sees of such a map.</summary>
    public virtual Footprint FootprintOn(Shape input) => Footprint.Cell;

    /// <summary>The C# type of its module.</summary>
    public abstract string TorchType { get; }

    /// <summary>The C# expression that makes its module.</summary>
    public abstract string TorchNew { get; }

    /// <summary>The C# expression that applies it without a module; null where it has weights or behaves otherwise in training.</summary>
    public virtual string? TorchFunction(string x) => null;

    /// <summary>The C# expression that adds it to the ONNX graph.</summary>
    public abstract string Onnx(string x, NamePath name);

    /// <summary>The numbers that its ONNX form writes.</summary>
    public virtual IEnumerable<Dim> OnnxDims => [];

    /// <summary>Whether inference does without it.</summary>
    public virtual bool IsForTraining => false;

    /// <summary>Whether it trains on the statistics of a batch.</summary>
    public virtual bool UsesBatch => false;

    /// <summary>The blocks in it, inner ones first.</summary>
    public virtual IEnumerable<Block> Blocks => [];

    /// <summary>The same with its blocks' classes named.</summary>
    public virtual Component Name(BlockNames names) => this;
}
