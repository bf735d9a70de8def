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
        ["DepthwiseConvAttribute"] = DepthwiseConvLayer.Read,
        ["BatchNormAttribute"] = BatchNormLayer.Read,
        ["GroupNormAttribute"] = GroupNormLayer.Read,
        ["L2NormAttribute"] = L2NormLayer.Read,
        ["ActivateAttribute"] = ActivateLayer.Read,
        ["DropoutAttribute"] = DropoutLayer.Read,
        ["MaxPoolAttribute"] = MaxPoolLayer.Read,
        ["AveragePoolAttribute"] = AveragePoolLayer.Read,
        ["GlobalAveragePoolAttribute"] = GlobalAveragePoolLayer.Read,
        ["AdaptiveAveragePoolAttribute"] = AdaptiveAveragePoolLayer.Read,
        ["UpsampleAttribute"] = UpsampleLayer.Read,
        ["BasicBlockAttribute"] = BasicBlockLayer.Read,
        ["BottleneckAttribute"] = BottleneckLayer.Read,
        ["InvertedResidualAttribute"] = InvertedResidualLayer.Read,
        ["MBConvAttribute"] = MBConvLayer.Read,
        ["FireAttribute"] = FireLayer.Read,
        ["SqueezeExcitationAttribute"] = SqueezeExcitationLayer.Read,
        ["LayerAttribute"] = CustomLayer.Read,
    };
}
