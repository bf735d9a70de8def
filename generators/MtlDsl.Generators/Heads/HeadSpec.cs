using System.Collections.Generic;
using MtlDsl.Generators.Graph;
using MtlDsl.Generators.Losses;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Heads;

/// <summary>What every head declares.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Header">The property's modifiers, type and name, to be repeated by its implementation.</param>
/// <param name="Classes">Its classes; empty for a kind without.</param>
/// <param name="Losses">Its losses.</param>
/// <param name="Origin">The property's name.</param>
internal sealed record HeadProperty(string Name, string Header, ClassEnumSpec Classes, EquatableArray<Loss> Losses, Origin Origin);

/// <summary>One head as declared. What the network gives, is trained with and predicts follows from the declaration alone.</summary>
internal abstract record HeadSpec(HeadProperty Property)
{
    protected const string Training = "global::MtlDsl.Training";
    protected const string Deployment = "global::MtlDsl.Deployment";

    public string Name => Property.Name;

    public Origin Origin => Property.Origin;

    public ClassEnumSpec Classes => Property.Classes;

    public EquatableArray<Loss> Losses => Property.Losses;

    /// <summary>As a submodule is named: what its parameters' names start with.</summary>
    public string Prefix => Text.Snake(Name);

    /// <summary>As a field or local is named.</summary>
    public string Field => Types.Field;

    /// <summary>The class of the head's module.</summary>
    public string ModuleClass => Name + "Module";

    /// <summary>The type that describes the head.</summary>
    public abstract string DescriptionType { get; }

    /// <summary>The types that it brings to the network's members.</summary>
    public abstract HeadTypes Types { get; }

    /// <summary>The tensors of an output, in the order of the ONNX outputs.</summary>
    public virtual IReadOnlyList<string> Tensors(string output) => [output];

    /// <summary>The C# expression, within a prediction, that gives the head's answer its type.</summary>
    /// <param name="index">Which of the network's heads it is.</param>
    public abstract string Typed(int index);

    /// <summary>Whether the typed answer follows what the prediction holds; else it is taken from there every time.</summary>
    public virtual bool IsView => true;

    /// <summary>The names of its ONNX outputs where it is the only head of its kind.</summary>
    public abstract IReadOnlyList<string> OutputNames { get; }

    /// <summary>The stages that it reads.</summary>
    public abstract IEnumerable<StageRef> Taps { get; }

    /// <summary>The head in its network.</summary>
    /// <param name="owned">The stages that it computes itself.</param>
    /// <param name="taps">The stages that it reads, in the order of <see cref="Taps"/>.</param>
    /// <param name="image">The network's input.</param>
    public abstract HeadGraph Build(IReadOnlyList<Stage> owned, IReadOnlyList<Stage> taps, Shape image);
}
