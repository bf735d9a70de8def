using System.Collections.Generic;
using System.Linq;
using MtlDsl.Generators.Layers;
using MtlDsl.Generators.Specs;

namespace MtlDsl.Generators.Graph;

/// <summary>Names the units of a trunk or branch, layer by layer, so that published weights find their place.</summary>
internal sealed class UnitNames(ParameterNames scheme)
{
    private int sequence;
    private int convolutions;
    private int layers;
    private string? stage;

    /// <summary>The components of a layer with their names.</summary>
    public IEnumerable<Child> Name(StageSpec spec, Layer layer, IEnumerable<Component> components)
    {
        if (scheme is ParameterNames.Stages or ParameterNames.ResNet && stage != spec.Member)
            (stage, sequence) = (spec.Member, 0);
        return scheme switch
        {
            ParameterNames.ResNet when layer.IsBlocks => Numbered($"layer{Text.Number(++layers)}", components),
            ParameterNames.ResNet => components.SelectMany(component => Opened(spec, component)),
            ParameterNames.Features => Continued("features", components),
            ParameterNames.FlatFeatures => Continued("features", components.SelectMany(Flattened)),
            _ => Continued(Text.Snake(spec.Member), components),
        };
    }

    private IEnumerable<Child> Continued(string container, IEnumerable<Component> components)
    {
        foreach (var component in components)
            yield return new($"{container}.{Text.Number(sequence++)}", component);
    }

    private static IEnumerable<Child> Numbered(string container, IEnumerable<Component> components)
    {
        var index = 0;
        foreach (var component in components)
            yield return new($"{container}.{Text.Number(index++)}", component);
    }

    private static IEnumerable<Component> Flattened(Component component) =>
        component is Chain chain ? chain.Children.Select(child => child.Component) : [component];

    /// <summary>The parts of a ResNet's stem have names of their own; what torchvision's lacks is named by its stage.</summary>
    private IEnumerable<Child> Opened(StageSpec spec, Component component)
    {
        foreach (var part in Flattened(component))
            if (part is Conv2d)
                yield return new($"conv{Text.Number(++convolutions)}", part);
            else if (part is BatchNorm2d or GroupNorm && component is Chain)
                yield return new($"bn{Text.Number(convolutions)}", part);
            else if (part.TorchFunction("x") is not null)
                yield return new(null, part);
            else
                foreach (var child in Continued(Text.Snake(spec.Member), [part]))
                    yield return child;
    }
}
