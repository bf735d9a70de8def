using System;
using System.Collections.Generic;
using MtlDsl.Generators.Parsing;

namespace MtlDsl.Generators.Layers;

/// <summary>Every kind of layer, by the name of its attribute class.</summary>
internal static class LayerKinds
{
    public static IReadOnlyDictionary<string, Func<AttributeReader, Layer>> All { get; } = new Dictionary<string, Func<AttributeReader, Layer>>(StringComparer.Ordinal)
    {
        ["ConvAttribute"] = ConvLayer.Read,
        ["MaxPoolAttribute"] = MaxPoolLayer.Read,
        ["GlobalAveragePoolAttribute"] = GlobalAveragePoolLayer.Read,
        ["BasicBlockAttribute"] = BasicBlockLayer.Read,
        ["BottleneckAttribute"] = BottleneckLayer.Read,
        ["InvertedResidualAttribute"] = InvertedResidualLayer.Read,
    };
}
