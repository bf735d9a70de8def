using System;
using System.Collections.Generic;
using System.Linq;

namespace MtlDsl.Generators.Graph;

/// <summary>A component with the name that its module is registered by; no name for one without weights outside a container.</summary>
internal sealed record Child(string? Name, Component Component);

/// <summary>Components in a row: a Sequential.</summary>
internal sealed record Chain(EquatableArray<Child> Children) : Component
{
    public Chain(params Child[] children) : this(children.ToEquatableArray())
    {
    }

    /// <summary>Numbers the components as a Sequential does.</summary>
    public static Chain Numbered(IEnumerable<Component> components) =>
        new(components.Select((component, index) => new Child(Text.Number(index), component)).ToEquatableArray());

    public override Shape Infer(Shape input) => Children.Aggregate(input, (shape, child) => child.Component.Infer(shape));

    public override Cost CostOn(Shape input)
    {
        var cost = default(Cost);
        for (var i = 0; i < Children.Count; i++)
        {
            cost += FoldedNorm(Children, i)?.FoldedCost ?? Children[i].Component.CostOn(input);
            input = Children[i].Component.Infer(input);
        }
        return cost;
    }

    public override Footprint FootprintOn(Shape input)
    {
        var footprint = Footprint.Cell;
        foreach (var child in Children)
        {
            footprint = footprint.Then(child.Component.FootprintOn(input));
            input = child.Component.Infer(input);
        }
        return footprint;
    }

    public override string TorchType => $"{TorchNames.Modules}.Sequential";

    public override string TorchNew =>
        $"{TorchNames.Nn}.Sequential(\n{string.Join(",\n", Children.Select(c => $"    ({Text.Literal(c.Name!)}, {c.Component.TorchNew.Replace("\n", "\n    ")})"))})";

    public override string Onnx(string x, NamePath name) => OnnxSteps(Children, name).Aggregate(x, (value, step) => step(value));

    public override IEnumerable<Dim> OnnxDims => Children.SelectMany(child => child.Component.OnnxDims);

    public override bool UsesBatch => Children.Any(child => child.Component.UsesBatch);

    public override IEnumerable<Block> Blocks => Children.SelectMany(child => child.Component.Blocks);

    public override Component Name(BlockNames names) => new Chain(names.Name(Children));

    /// <summary>
    /// The ONNX form of components in a row, a step for each expression that is worth a line: a batch norm is folded into the convolution
    /// before it, containers are opened, and what is for training alone is left out.
    /// </summary>
    public static IReadOnlyList<Func<string, string>> OnnxSteps(IReadOnlyList<Child> children, NamePath name)
    {
        var steps = new List<Func<string, string>>();
        for (var i = 0; i < children.Count; i++)
        {
            var (component, path) = (children[i].Component, children[i].Name is { } child ? name[child] : name);
            if (component is Chain chain)
                steps.AddRange(OnnxSteps(chain.Children, path));
            else if (component is Conv2d conv && FoldedNorm(children, i + 1) is { } norm)
            {
                var normName = name[children[++i].Name!];
                steps.Add(x => conv.OnnxWithNorm(x, path, norm, normName));
            }
            else if (!component.IsForTraining)
                steps.Add(x => component.Onnx(x, path));
        }
        return steps;
    }

    /// <summary>The batch norm at an index that becomes part of the convolution before it; null where there is none.</summary>
    private static BatchNorm2d? FoldedNorm(IReadOnlyList<Child> children, int index) =>
        index > 0 && index < children.Count && children[index - 1].Component is Conv2d ? children[index].Component as BatchNorm2d : null;
}
