using MtlDsl;
using MtlDsl.Onnx;
using static TorchSharp.torch;

namespace DroneView;

/// <summary>A layer of one's own: the pixels of 2 x 2 squares become channels, so that the first convolution sees all of them at half the size.</summary>
[LayerShape(ChannelFactor = 4, Stride = 2)]
public sealed class SpaceToDepth() : nn.Module<Tensor, Tensor>(nameof(SpaceToDepth))
{
    /// <summary>N x C x H x W to N x 4C x H/2 x W/2, in ONNX's order of channels.</summary>
    public override Tensor forward(Tensor input)
    {
        var (n, c, h, w) = (input.shape[0], input.shape[1], input.shape[2] / 2, input.shape[3] / 2);
        return input.view(n, c, h, 2, w, 2).permute(0, 3, 5, 1, 2, 4).reshape(n, 4 * c, h, w);
    }

    /// <summary>The same in ONNX.</summary>
    public static Value ToOnnx(OnnxGraph graph, string name, Value input) => graph.Operator(
        "SpaceToDepth", name, [input.Name!], [4 * input.Channels, input.Height / 2, input.Width / 2], OnnxAttribute.Int("blocksize", 2));
}
