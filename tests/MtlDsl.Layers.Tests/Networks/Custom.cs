using MtlDsl.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MtlDsl.Layers.Tests;

[Trunk]
public enum CustomLayersTrunk
{
    [Conv(16), Layer<Gain>, Layer<SpaceToDepth>, Layer<Gain>] Out,
}

[MultitaskModel<CustomLayersTrunk>(Width = 40, Height = 32)]
public partial class CustomLayers
{
    [FcnHead(CustomLayersTrunk.Out), PixelCrossEntropy]
    public partial SegmentationHead<Kind> Segmentation { get; }
}

/// <summary>A learnt factor a channel.</summary>
[LayerShape(Parameters = [0, 1])]
public sealed class Gain : nn.Module<Tensor, Tensor>
{
    private readonly Parameter factor;

    public Gain(int channels) : base(nameof(Gain))
    {
        factor = new Parameter(ones(channels));
        factor.DetachFromDisposeScope();
        register_parameter("factor", factor);
    }

    public override Tensor forward(Tensor input) => input * factor.view(1, -1, 1, 1);

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Operator(
        "Mul", name, [input.Name!, graph.Constant($"{name}.factor", [input.Channels, 1, 1], graph.Weights[$"{name}.factor"].Values.Span)], input.Shape);

    protected override void RegisterComponents()
    {
    }
}

/// <summary>The cells of 2 x 2 squares as channels, in the order of ONNX.</summary>
[LayerShape(ChannelFactor = 4, Stride = 2)]
public sealed class SpaceToDepth() : nn.Module<Tensor, Tensor>(nameof(SpaceToDepth))
{
    public override Tensor forward(Tensor input)
    {
        var (n, c, h, w) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3]);
        return input.view(n, c, h / 2, 2, w / 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(n, 4 * c, h / 2, w / 2);
    }

    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Operator(
        "SpaceToDepth", name, [input.Name!], [4 * input.Channels, input.Height / 2, input.Width / 2], OnnxAttribute.Int("blocksize", 2));
}
