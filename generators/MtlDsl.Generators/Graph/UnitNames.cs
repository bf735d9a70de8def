using System.Collections.Generic;
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

    /// <summary>The components of a layer with their names. A convolution of a ResNet's stem is opened: torchvision names its parts.</summary>
    public IEnumerable<Child> Name(StageSpec spec, Layer layer, IEnumerable<Component> components)
    {
        if (scheme == ParameterNames.Stages && stage != spec.Member)
            (stage, sequence) = (spec.Member, 0);
        if (scheme == ParameterNames.ResNet)
            return layer.IsBlocks ? Numbered($"layer{Text.Number(++layers)}", components) : Opened(components);
        return scheme == ParameterNames.Features ? Continued("features", components) : Continued(Text.Snake(spec.Member), components);
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

    private IEnumerable<Child> Opened(IEnumerable<Component> components)
    {
        foreach (var component in components)
            if (component is Chain chain)
                foreach (var child in chain.Children)
                    yield return child.Component switch
                    {
                        Conv2d => new($"conv{Text.Number(++convolutions)}", child.Component),
                        BatchNorm2d => new($"bn{Text.Number(convolutions)}", child.Component),
                        _ => new(null, child.Component),
                    };
            else
                yield return new(null, component);
    }
}
