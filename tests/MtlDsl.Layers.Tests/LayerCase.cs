using System.Reflection;
using MtlDsl.Onnx;
using MtlDsl.Training;

namespace MtlDsl.Layers.Tests;

/// <summary>A network declared here that has a counterpart in layers.py.</summary>
internal sealed record LayerCase(Type Network, Func<IMultitaskModel> Create, Func<IWeights, ExportOptions?, OnnxModel> Export)
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        Of<StridedConvolution>(), Of<GroupedConvolution>(), Of<UnpaddedConvolution>(), Of<BiasedConvolution>(), Of<DepthwiseConvolution>(),
        Of<GroupNormConvolution>(), Of<StandaloneBatchNorm>(), Of<StandaloneGroupNorm>(), Of<LengthNorm>(),
        Of<Activations>(), Of<DroppedOut>(),
        Of<MaximumPools>(), Of<AveragePools>(), Of<GlobalPool>(), Of<AdaptivePools>(),
        Of<BilinearUpsampling>(), Of<TransposedUpsampling>(), Of<LearntUpsampling>(),
        Of<BasicBlocks>(), Of<Bottlenecks>(), Of<GroupedBottlenecks>(), Of<InvertedResiduals>(), Of<MobileNetV3Blocks>(), Of<EfficientNetBlocks>(),
        Of<Fires>(), Of<Gates>(), Of<CustomLayers>(),
        Of<NormSettings>(), Of<ResNetNames>(),
    ];

    public string Name => Network.Name;

    /// <summary>The attribute classes on the stages of its trunk.</summary>
    public IEnumerable<Type> Layers =>
        from attribute in Network.GetCustomAttributes()
        where attribute.GetType().Name.StartsWith("MultitaskModelAttribute", StringComparison.Ordinal)
        from stage in attribute.GetType().GetGenericArguments()[0].GetFields(BindingFlags.Public | BindingFlags.Static)
        from layer in stage.GetCustomAttributes<LayerAttribute>()
        select layer.GetType() is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : layer.GetType();

    public static LayerCase Get(string name) => All.Single(c => c.Name == name);

    private static LayerCase Of<T>()
        where T : IMultitaskModel, IOnnxExportable, new() => new(typeof(T), () => new T(), T.ToOnnx);
}
